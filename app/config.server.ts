import { isIP } from 'node:net'
import { z } from 'zod'
import { logLevels, type LogLevel } from './log.server.ts'

export type Config = {
  mode: 'demo' | 'production'
  port: number
  /** Address to listen on; null: only this machine in a demo, every address in production. */
  host: string | null
  /** Addresses and networks (CIDR) of proxies that we believe about visitors; null: see `proxiesOf`. */
  trustedProxies: string[] | null
  /** Folder of the embedded database and of secrets made on first use. */
  dataDir: string
  /** null: the embedded database. */
  databaseUrl: string | null
  /**
   * Address of the same database for the role that owns its tables; without it the role of databaseUrl migrates, if it
   * may.
   */
  migrateDatabaseUrl?: string
  /** null: messages are kept and shown at /dev/mail. */
  smtpUrl: string | null
  /** null: one is made and kept in dataDir. */
  sessionSecret: string | null
  /** Address under which residents reach the installation, without a slash at the end; null: taken from the request. */
  baseUrl: string | null
  /** The lowest level that is logged; 'info' when left out. */
  logLevel?: LogLevel
  /** Whether public pages are answered from memory; they are when left out. */
  pagesFromMemory?: boolean
  /** Folder in which npm was started; npm itself changes to the folder of the project. */
  calledFrom?: string
}

/** Everything that is wrong with the environment. */
export class ConfigProblem extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`De omgeving klopt nog niet:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `moet een adres zijn dat begint met ${protocols.map((protocol) => `${protocol}//`).join(' of ')}`,
  })

const HIGHEST_PREFIX: Record<number, number> = { 4: 32, 6: 128 }

/** `192.0.2.1`, `10.0.0.0/8`, `fd00::/8`. */
function isAddressOrNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/')
  const highest = HIGHEST_PREFIX[isIP(address)]
  if (highest === undefined || more.length > 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= highest)
}

const list = (text: string) => text.split(/[\s,]+/).filter((entry) => entry !== '')

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number({ error: 'moet een getal zijn' }).int().min(0).max(65535).default(3000),
  HOST: z
    .string()
    .refine((value) => value === 'localhost' || isIP(value) !== 0, { error: 'moet een IP-adres zijn, zoals 0.0.0.0' })
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform(list)
    .refine((entries) => entries.length > 0 && entries.every(isAddressOrNetwork), {
      error: 'moet een lijst zijn van IP-adressen en netwerken, zoals 192.0.2.1, 10.0.0.0/8',
    })
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  MIGRATE_DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  SESSION_SECRET: z.string().min(32, { error: 'moet minstens 32 tekens lang zijn' }).optional(),
  BASE_URL: url(['http:', 'https:']).optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `moet een van deze zijn: ${logLevels.join(', ')}` }).optional(),
  PAGES_FROM_MEMORY: z.enum(['on', 'off'], { error: 'moet on of off zijn' }).optional(),
  INIT_CWD: z.string().optional(),
})

const neededInProduction = ['DATABASE_URL', 'SMTP_URL', 'SESSION_SECRET', 'BASE_URL'] as const

/** Reads the environment; nothing else does. Throws ConfigProblem with everything that is wrong. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const production = filled.NODE_ENV === 'production'
  const parsed = environment.safeParse(filled)
  const problems = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`)
  if (production) {
    problems.push(...neededInProduction.filter((name) => !filled[name]).map((name) => `${name} ontbreekt`))
  } else if (filled.MIGRATE_DATABASE_URL && !filled.DATABASE_URL) {
    problems.push('MIGRATE_DATABASE_URL hoort bij DATABASE_URL, en die ontbreekt')
  }
  if (problems.length > 0 || !parsed.success) throw new ConfigProblem(problems)
  return {
    mode: production ? 'production' : 'demo',
    port: parsed.data.PORT,
    host: parsed.data.HOST ?? null,
    trustedProxies: parsed.data.TRUSTED_PROXIES ?? null,
    dataDir: parsed.data.DATA_DIR,
    databaseUrl: parsed.data.DATABASE_URL ?? null,
    smtpUrl: parsed.data.SMTP_URL ?? null,
    sessionSecret: parsed.data.SESSION_SECRET ?? null,
    baseUrl: parsed.data.BASE_URL?.replace(/\/+$/, '') ?? null,
    ...(parsed.data.MIGRATE_DATABASE_URL ? { migrateDatabaseUrl: parsed.data.MIGRATE_DATABASE_URL } : {}),
    ...(parsed.data.LOG_LEVEL ? { logLevel: parsed.data.LOG_LEVEL } : {}),
    ...(parsed.data.PAGES_FROM_MEMORY ? { pagesFromMemory: parsed.data.PAGES_FROM_MEMORY === 'on' } : {}),
    ...(parsed.data.INIT_CWD ? { calledFrom: parsed.data.INIT_CWD } : {}),
  }
}

/** The start of links in messages that no visit asked for. */
export const installationAddress = ({ baseUrl, port }: Pick<Config, 'baseUrl' | 'port'>): string =>
  baseUrl ?? `http://localhost:${port}`
