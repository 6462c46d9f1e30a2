import type { GrafanaAccess } from '../settings/stage-settings.ts';

const ROLES = [
  ['admins', 'ADMIN'],
  ['editors', 'EDITOR'],
  ['viewers', 'VIEWER'],
] as const;

/** Ids of IAM Identity Center that are given as `group:` or `user:` and the id. */
function idsOf(kind: 'group' | 'user', given: readonly string[]): string[] {
  return given.filter((each) => each.startsWith(`${kind}:`)).map((each) => each.slice(kind.length + 1));
}

function associateRoles(workspace: aws.grafana.Workspace, access: GrafanaAccess): void {
  for (const [members, role] of ROLES) {
    const given = access[members];
    if (given.length === 0) continue;
    new aws.grafana.RoleAssociation(`Grafana-${members}`, {
      workspaceId: workspace.id,
      role,
      groupIds: idsOf('group', given),
      userIds: idsOf('user', given),
    });
  }
}

function trustProvider(workspace: aws.grafana.Workspace, access: GrafanaAccess): void {
  new aws.grafana.WorkspaceSamlConfiguration('Grafana-saml', {
    workspaceId: workspace.id,
    idpMetadataUrl: access.samlMetadataUrl,
    roleAssertion: access.samlRoleAttribute,
    adminRoleValues: [...access.admins],
    editorRoleValues: [...access.editors],
  });
}

/** Who may sign in to the workspace, and as what. */
export function giveAccess(workspace: aws.grafana.Workspace, access: GrafanaAccess): void {
  if (access.signIn === 'AWS_SSO') associateRoles(workspace, access);
  else trustProvider(workspace, access);
}
