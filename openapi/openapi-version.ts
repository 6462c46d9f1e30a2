/** The OpenAPI specification that the document follows. */
export const OPENAPI_VERSION = '3.1.1';
