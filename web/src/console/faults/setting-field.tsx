import type { TargetedInputEvent } from 'preact';
import { Field, type FieldControl } from '../../ui/field.tsx';
import type { SettingInput } from './local-fault.ts';

type SettingFieldProps = {
  name: string;
  input: SettingInput;
  takes: string;
  value: string | readonly string[];
  onChange: (value: string | readonly string[]) => void;
};

/** For how long a fault may be on, by what it is called; virtual time. */
const DURATIONS = [
  ['', 'until it is switched off'],
  ['PT5M', '5 minutes'],
  ['PT10M', '10 minutes'],
  ['PT30M', '30 minutes'],
  ['PT1H', '1 hour'],
] as const;

/** `perMinute` is "Per minute". */
function words(name: string): string {
  const text = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Choices({ name, input, value, onChange }: SettingFieldProps & { input: { of: readonly string[] } }) {
  const chosen = typeof value === 'string' ? [] : value;
  const change = (each: string, on: boolean) =>
    onChange(on ? [...chosen, each] : chosen.filter((other) => other !== each));
  return (
    <fieldset class="setting-choices">
      <legend>
        {words(name)} <span class="soft">{chosen.length === 0 ? '(all that it can hit)' : ''}</span>
      </legend>
      {input.of.map((each) => (
        <label key={each}>
          <input
            type="checkbox"
            checked={chosen.includes(each)}
            onChange={(event) => change(each, event.currentTarget.checked)}
          />
          {each}
        </label>
      ))}
    </fieldset>
  );
}

type Chooser = { control: FieldControl; of: readonly (readonly [value: string, label: string])[]; value: string };

function Chooser({ control, of, value, onChange }: Chooser & { onChange: (value: string) => void }) {
  return (
    <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {of.map(([each, label]) => (
        <option key={each} value={each} selected={each === value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function control(props: SettingFieldProps, field: FieldControl) {
  const { name, input, value, onChange } = props;
  const text = typeof value === 'string' ? value : '';
  if (input.kind === 'choice')
    return <Chooser control={field} of={input.of.map((each) => [each, each])} value={text} onChange={onChange} />;
  if (name === 'duration') return <Chooser control={field} of={DURATIONS} value={text} onChange={onChange} />;
  const typed = {
    ...{ ...field, value: text, spellcheck: false },
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value),
  };
  if (input.kind !== 'number') return <input {...typed} type="text" />;
  const { minimum, maximum, whole } = input;
  return <input {...typed} type="number" min={minimum} max={maximum} step={whole ? 1 : 'any'} />;
}

/** One setting of a fault, as its kind is best asked for. */
export function SettingField(props: SettingFieldProps) {
  const { name, input, takes } = props;
  if (input.kind === 'choices') return <Choices {...props} input={input} />;
  if (name === 'duration') return <Field label="For how long">{(field) => control(props, field)}</Field>;
  return (
    <Field label={words(name)} hint={takes}>
      {(field) => control(props, field)}
    </Field>
  );
}
