import type { StructureShape } from './shape.ts';

/** Input and output of an operation; no output where the model has none (not even an empty structure). */
export type OperationModel = { readonly input: StructureShape; readonly output: StructureShape | undefined };

/** What a protocol must know of a service's API to convert between its wire format and the operations' plain objects. */
export interface ApiModel {
  /** The namespace of the API's shapes, such as `com.amazonaws.cloudwatch`. */
  readonly namespace: string;
  /** An operation of the API, served here or not. */
  operation(name: string): OperationModel | undefined;
  /** Whether the API defines the error; others are common to all of AWS. */
  hasError(code: string): boolean;
  /** A double as the service writes it into XML. */
  formatDouble(value: number): string;
}
