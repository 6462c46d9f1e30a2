import type { HttpHandler } from '../aws/aws-service.ts';

/** Answers `/_local/<noun>/…` by noun, for what is no service of AWS and speaks HTTP; the control API answers all else. */
export function besideControl(control: HttpHandler, services: Readonly<Record<string, HttpHandler>>): HttpHandler {
  return (request, context) => {
    const noun = request.path.split('/')[2] ?? '';
    const service = Object.hasOwn(services, noun) ? services[noun] : undefined;
    return (service ?? control)(request, context);
  };
}
