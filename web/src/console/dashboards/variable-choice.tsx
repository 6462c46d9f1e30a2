import { useId } from 'preact/hooks';
import type { DashboardFacts, Dashboards } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import { periodName } from '../charts/period-name.ts';
import type { Choice } from './choice.ts';

type VariableChoiceProps = {
  dashboard: DashboardFacts;
  variables: Dashboards['variables'];
  choice: Choice;
  onChange: (changed: Partial<Choice>) => void;
};

function nameOfPeriod(value: string): string {
  return value === 'auto' ? 'Automatic' : periodName(Number(value));
}

type SelectProps = {
  label: string;
  values: readonly string[];
  value: string;
  name: (value: string) => string;
  onChange: (value: string) => void;
};

function Select({ label, values, value, name, onChange }: SelectProps) {
  const id = useId();
  return (
    <div class="variable">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="console-select"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {values.map((each) => (
          <option key={each} value={each}>
            {name(each)}
          </option>
        ))}
      </select>
    </div>
  );
}

const all = (value: string) => (value === 'all' ? 'All' : value);

/** The variables of a dashboard that change anything in it. */
export function VariableChoice({ dashboard, variables, choice, onChange }: VariableChoiceProps) {
  const types = new Set(dashboard.panels.map(({ type }) => type));
  const asksLogs = types.has('logs') || types.has('traces');
  const byFunction = asksLogs || dashboard.panels.some((panel) => 'byFunction' in panel && panel.byFunction);
  return (
    <div class="variables">
      {byFunction && (
        <Select
          label="Function"
          values={variables.function}
          value={choice.function}
          name={all}
          onChange={(value) => onChange({ function: value })}
        />
      )}
      {asksLogs && (
        <Select
          label="Route in logs and traces"
          values={variables.route}
          value={choice.route}
          name={all}
          onChange={(value) => onChange({ route: value })}
        />
      )}
      <Select
        label="Period"
        values={variables.period}
        value={choice.period}
        name={nameOfPeriod}
        onChange={(value) => onChange({ period: value })}
      />
    </div>
  );
}
