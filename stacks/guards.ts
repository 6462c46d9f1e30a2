type Trust = { readonly Statement: readonly { readonly Principal?: Readonly<Record<string, unknown>> }[] };

/** A trust policy that only services may use: principals of the account itself are taken out. */
function servicesOnly(policy: string): string {
  const trust: Trust = JSON.parse(policy);
  const statements = trust.Statement.map((statement) => {
    const { AWS: _account, ...principal } = statement.Principal ?? {};
    return { ...statement, Principal: principal };
  }).filter((statement) => Object.keys(statement.Principal).length > 0);
  return JSON.stringify({ ...trust, Statement: statements });
}

/**
 * Rules for every function and role, those that components create for themselves included. SST 4.17.1 gives each
 * function's role the trust that live development needs: the account's root could assume it.
 */
export function applyGuards(): void {
  $transform(aws.lambda.Function, (args) => {
    args.tracingConfig = { mode: 'Active' };
  });
  $transform(aws.iam.Role, (args) => {
    args.assumeRolePolicy = $output(args.assumeRolePolicy).apply((policy) =>
      servicesOnly(typeof policy === 'string' ? policy : JSON.stringify(policy)),
    );
  });
}
