import pino, { type Logger } from 'pino'

export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** What a line may hold besides its fixed words: ids, counts and patterns of addresses, never what someone typed. */
export type LogFacts = {
  requestId?: string
  method?: string
  /** The pattern of an address, such as '/mijn-reactie/:code': the address itself may be a secret link. */
  route?: string
  status?: number
  ms?: number
  task?: string
  attempt?: number
  /** How many were refused, by for whom they were. */
  sendings?: number
  readings?: number
  ofStaff?: number
}

type Keeper = { logger: Logger; to: (line: string) => void }

/**
 * Stored globally: the built app has its own copy of this module, and both must write to the same place at the same
 * level.
 */
const KEPT = Symbol.for('saomen.log')
const everywhere: typeof globalThis & { [KEPT]?: Keeper } = globalThis

function keeper(): Keeper {
  if (everywhere[KEPT]) return everywhere[KEPT]
  const made: Keeper = { logger: pino({}), to: (line) => void process.stderr.write(line) }
  made.logger = pino(
    {
      level: 'info',
      // No process number and no name of the machine: whatever collects the lines knows where they come from.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => made.to(line) },
  )
  return (everywhere[KEPT] = made)
}

/** Sets the level of this process. */
export function setLogLevel(level: LogLevel): void {
  keeper().logger.level = level
}

/** Whether lines of a level are written; ask this before work that is only done for the log. */
export const isLogged = (level: LogLevel) => keeper().logger.isLevelEnabled(level)

/** Sends the lines elsewhere than to standard error; the returned function undoes that. */
export function logTo(to: (line: string) => void): () => void {
  const kept = keeper()
  const before = kept.to
  kept.to = to
  return () => void (kept.to = before)
}

/**
 * The log of a process: lines of JSON. The words are fixed; what differs per case is a fact, or the shape of an error.
 */
export const log = {
  debug: (says: string, facts: LogFacts = {}) => keeper().logger.debug(facts, says),
  info: (says: string, facts: LogFacts = {}) => keeper().logger.info(facts, says),
  warn: (says: string, facts: LogFacts = {}, error?: unknown) =>
    keeper().logger.warn({ ...facts, ...shapes(error) }, says),
  error: (says: string, error: unknown, facts: LogFacts = {}) =>
    keeper().logger.error({ ...facts, ...shapes(error) }, says),
}

const shapes = (error: unknown) => (error === undefined ? {} : { error: shapeOf(error) })

type Shape = { name: string; stack?: string; cause?: Shape; [fact: string]: unknown }

/** Properties of errors of the database and of mail servers that hold names or codes, never values. */
const named = ['code', 'table', 'column', 'constraint', 'routine', 'syscall', 'command', 'responseCode'] as const
const NAME = /^[\w .-]{1,80}$/
const MOST_FRAMES = 20

/**
 * What may be kept of an error: its kind, names, and where it was. Never its message or any other property: those of
 * the database hold values of rows, those of mail servers hold addresses, and those of JSON hold a piece of the text.
 */
export function shapeOf(error: unknown, depth = 0): Shape {
  if (!(error instanceof Error)) return { name: typeof error }
  const kind = error.name === 'Error' ? error.constructor.name : error.name
  const shape: Shape = { name: NAME.test(kind) ? kind : 'Error' }
  const said: Record<string, unknown> = { ...error }
  for (const name of named) {
    const value = said[name]
    if (typeof value === 'number' || (typeof value === 'string' && NAME.test(value))) shape[name] = value
  }
  const frames = framesOf(error)
  if (frames.length > 0) shape.stack = frames.join('\n')
  if (error.cause !== undefined && depth < 3) shape.cause = shapeOf(error.cause, depth + 1)
  return shape
}

/** The lines that say where. The message is cut off first, because it can hold lines that look the same. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = message === '' ? 0 : stack.indexOf(message)
  // A stack that does not hold the message was made up; nothing in it is known to be ours.
  if (at < 0) return []
  const lines = stack.slice(at + message.length).split('\n')
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim())
}

/** Not our error: someone left, or asked for something that does not exist or that they may not do. */
export function isHarmless(error: unknown): boolean {
  if (error instanceof Response) return error.status < 500
  if (typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number')
    return error.status < 500
  if (!(error instanceof Error)) return false
  if (error.name === 'AbortError' || error.message.includes('destination stream closed')) return true
  return 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}
