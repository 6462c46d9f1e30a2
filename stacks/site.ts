import { SITE_FOLDER } from './build.ts';

/** The built site in a bucket that only the Router's distribution may read. */
export function createSite(router: sst.aws.Router): sst.aws.StaticSite {
  const distributionArn = router.nodes.cdn.apply((cdn) => cdn.nodes.distribution.arn);
  return new sst.aws.StaticSite('Site', {
    path: SITE_FOLDER,
    router: { instance: router },
    assets: {
      // Pages that are open during a deployment still ask for the files of the release before.
      purge: false,
      fileOptions: [
        { files: '**', cacheControl: 'public,max-age=0,must-revalidate' },
        // Vite puts a hash of the content into these names.
        { files: 'assets/**', cacheControl: 'public,max-age=31536000,immutable' },
      ],
    },
    transform: {
      assets: (args) => {
        args.access = undefined;
        args.cors = false;
        args.policy = [
          {
            principals: [{ type: 'service', identifiers: ['cloudfront.amazonaws.com'] }],
            actions: ['s3:GetObject'],
            paths: ['*'],
            conditions: [{ test: 'StringEquals', variable: 'aws:SourceArn', values: [distributionArn] }],
          },
        ];
      },
    },
  });
}
