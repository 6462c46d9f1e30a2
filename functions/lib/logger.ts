import {
  type FieldType,
  LOG_LEVELS,
  LOGGER_FIELDS,
  type LoggerFields,
  type LogLevel,
} from '../../monitoring/log-fields.ts';
import { env } from './env.ts';
import { logValue } from './log-value.ts';
import { correlation } from './tracing.ts';

/** Ids that every line of one invocation carries. */
export type LogContext = {
  readonly requestId: string;
  readonly correlationId?: string | undefined;
  readonly traceId?: string | undefined;
};

/** Lines of one level each; fields that are not on the list of monitoring/log-fields.ts are left out. */
export type Logger = Readonly<Record<Lowercase<LogLevel>, (message: string, fields?: LoggerFields) => void>>;

const TYPES: ReadonlyMap<string, FieldType> = new Map(Object.entries<FieldType>(LOGGER_FIELDS));

let context: LogContext | undefined;
/** The share of invocations whose debug lines are written, if those of the present one are. */
let samplingRate: number | undefined;

function isSampled(traceId: string | undefined, rate: number): boolean {
  // The trace decides, so that all functions that work for one request say more or none does.
  return traceId !== undefined && Number.parseInt(traceId.slice(-8), 16) < rate * 2 ** 32;
}

/** Puts the ids on every following line, in place of those of the invocation before, and draws whether it is debugged. */
export function logContext(ids: LogContext): void {
  const { debugSampleRate } = env();
  context = ids;
  samplingRate = isSampled(ids.traceId, debugSampleRate) ? debugSampleRate : undefined;
}

/** Whether lines of that level are written. */
function isWanted(level: LogLevel): boolean {
  if (samplingRate !== undefined) return true;
  return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(env().logLevel);
}

function write(level: LogLevel, message: string, fields: LoggerFields): void {
  if (!isWanted(level)) return;
  const said = {
    level,
    message,
    service: env().service,
    sampling_rate: samplingRate,
    ...context,
    ...correlation(),
    ...fields,
  };
  const line = Object.entries(said).map(([name, value]) => [name, logValue(TYPES.get(name), value)]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(line))}\n`);
}

const instance: Logger = {
  debug: (message, fields = {}) => write('DEBUG', message, fields),
  info: (message, fields = {}) => write('INFO', message, fields),
  warn: (message, fields = {}) => write('WARN', message, fields),
  error: (message, fields = {}) => write('ERROR', message, fields),
};

/**
 * The function's logger for whatever is not the canonical line. Every line has the ids of the current request, or of the one
 * whose trace is being continued. Errors go through `safeError` first, never as they are.
 */
export function logger(): Logger {
  return instance;
}
