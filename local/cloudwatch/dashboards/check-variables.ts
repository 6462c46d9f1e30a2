import { isJsonObject } from '../../aws/json.ts';
import { type BodyCheck, isFlag, isListOf, isOneOf, isRecord, isText, missing } from './body-check.ts';

const MAX_VARIABLES = 25;

const isVariable = isRecord(
  {
    defaultValue: isText,
    id: isText,
    inputType: isOneOf(['input', 'radio', 'select']),
    label: isText,
    pattern: isText,
    populateFrom: isText,
    property: isText,
    search: isText,
    type: isOneOf(['pattern', 'property']),
    values: isListOf(isRecord({ label: isText, value: isText }, ['value'], 'a variable definition')),
    visible: isFlag,
  },
  ['type', 'id', 'inputType'],
  'a variable definition',
);

/** A variable replaces a property of that name in every widget, or a text in the whole body. */
const checkVariable: BodyCheck = (value, path) => {
  const type = isJsonObject(value) ? value.type : undefined;
  const target = type === 'property' || type === 'pattern' ? type : undefined;
  return [
    ...isVariable(value, path),
    ...(isJsonObject(value) && target !== undefined ? missing(value, target, path) : []),
  ];
};

/** "Variables Array Structure" of a dashboard body. */
export const checkVariables: BodyCheck = isListOf(checkVariable, { most: MAX_VARIABLES });
