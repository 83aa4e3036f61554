import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import {
  innerRoleNames,
  innerRoles,
  roleNames,
  roles,
  type InnerRole,
  type Role,
} from '#app/features/accounts/account.ts'
import { createAccount } from '#app/features/accounts/create-account.server.ts'
import { resetSecondStep } from '#app/features/accounts/end-second-step.server.ts'
import { accountOfEmail } from '#app/features/accounts/queries.server.ts'
import { changeMunicipality } from '#app/features/municipalities/change-municipality.server.ts'
import { createMunicipality } from '#app/features/municipalities/create-municipality.server.ts'
import { someMunicipalityFields } from '#app/features/municipalities/municipality.schema.ts'
import type { MunicipalityField } from '#app/features/municipalities/municipality.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { installationAddress } from '#app/config.server.ts'
import { demoLogins, loadDemo } from '#app/demo/load-demo.server.ts'
import { municipalityOf, needed, optional, say, word, type Command } from './command.ts'

const processUsage = 'traject create SLUG --titel TEKST'
const userUsage =
  'user create E-MAIL --naam NAAM --rol ambtenaar|griffier|raadslid|partner [--taak behandelaar|controleur|vaststeller|beheerder]... [--wachtwoord TEKST]'
const resetUsage = 'user reset-totp E-MAIL'
const municipalityUsage = 'municipality create SLUG --naam NAAM --email ADRES [--host HOSTNAAM]... [--telefoon NUMMER]'
const changeUsage =
  'municipality change [--bewaartermijn TEKST] [--grondslag TEKST] [--functionaris NAAM] [--functionaris-email ADRES] [--contact ADRES] ' +
  '[--afzender ADRES] [--telefoon NUMMER] [--uren TEKST] [--balie TEKST] [--toegankelijkheid A|B|C|D|E] [--verklaring URL] [--lekmelding ADRES]'

export const createProcessCommand: Command = {
  usage: processUsage,
  about: 'maakt een traject als concept',
  options: ['titel'],
  acts: [createProcess],
  async run(run) {
    const slug = word(run, 0, 'SLUG', processUsage)
    const title = needed(run, 'titel', processUsage)
    const { by } = await municipalityOf(run)
    await createProcess(run.db, by, { title, slug }, run.now)
    say(`Traject ${slug} is gemaakt.`)
    return null
  },
}

export const createUserCommand: Command = {
  usage: userUsage,
  about: 'maakt een account; zonder --wachtwoord wordt er een gekozen en getoond',
  options: ['naam', 'rol', 'taak', 'wachtwoord'],
  acts: [createAccount],
  async run(run) {
    const email = word(run, 0, 'E-MAIL', userUsage)
    const name = needed(run, 'naam', userUsage)
    const role = fromDutch(needed(run, 'rol', userUsage), 'rol', roles, roleNames)
    const tasks = (run.options.get('taak') ?? []).map((task) => fromDutch(task, 'taak', innerRoles, innerRoleNames))
    const { by } = await municipalityOf(run)
    const chosen = optional(run, 'wachtwoord')
    const password = chosen ?? randomBytes(12).toString('base64url')
    await createAccount(run.db, by, { email, name, password, role, innerRoles: tasks }, run.now)
    say(`Account voor ${email} is gemaakt.`)
    return chosen ? null : password
  },
}

export const resetSecondStepCommand: Command = {
  usage: resetUsage,
  about: 'wist de tweede stap van een account, als ook de herstelcodes kwijt zijn en er geen andere beheerder is',
  options: [],
  acts: [resetSecondStep],
  async run(run) {
    const email = word(run, 0, 'E-MAIL', resetUsage)
    const { id: municipalityId, by } = await municipalityOf(run)
    const account = await accountOfEmail(run.db, municipalityId, email)
    if (!account) throw new Refused(`Er is geen account met ${email}.`)
    await resetSecondStep(run.db, by, { accountId: account.id, baseUrl: installationAddress(run.config) }, run.now)
    say(`De tweede stap van ${email} is gewist. Bij de volgende keer inloggen kan er weer een app worden ingesteld.`)
    return null
  },
}

export const createMunicipalityCommand: Command = {
  usage: municipalityUsage,
  about: 'maakt een gemeente',
  options: ['naam', 'email', 'host', 'telefoon'],
  acts: [createMunicipality],
  beforeDemo: true,
  async run(run) {
    const input = {
      slug: word(run, 0, 'SLUG', municipalityUsage),
      name: needed(run, 'naam', municipalityUsage),
      senderEmail: needed(run, 'email', municipalityUsage),
      hosts: run.options.get('host') ?? [],
      helpPhone: optional(run, 'telefoon') ?? '',
    }
    await createMunicipality(run.db, { kind: 'command', id: null, municipalityId: uuid() }, input, run.now)
    say(`Gemeente ${input.name} is gemaakt.`)
    const others = await run.db
      .selectFrom('municipality')
      .select('id')
      .where('slug', '!=', input.slug)
      .limit(1)
      .execute()
    if (input.hosts.length === 0 && others.length > 0) {
      say(
        'Let op: zij heeft geen --host. Zonder hostnaam is alleen de eerste gemeente te bereiken, op elk adres dat geen andere heeft.',
      )
    }
    return null
  },
}

/** Options of 'municipality change', by the field that each fills in. */
const factOptions: Record<string, MunicipalityField> = {
  afzender: 'senderEmail',
  telefoon: 'helpPhone',
  uren: 'helpHours',
  balie: 'helpDesk',
  contact: 'contactEmail',
  bewaartermijn: 'retentionTerm',
  grondslag: 'retentionBasis',
  functionaris: 'privacyOfficerName',
  'functionaris-email': 'privacyOfficerEmail',
  toegankelijkheid: 'accessibilityStatus',
  verklaring: 'accessibilityStatementUrl',
  lekmelding: 'securityContact',
}

export const changeMunicipalityCommand: Command = {
  usage: changeUsage,
  about: 'vult in wat de gemeente over zichzelf zegt; wat u niet noemt, blijft zo (een lege tekst maakt leeg)',
  options: Object.keys(factOptions),
  acts: [changeMunicipality],
  async run(run) {
    const { by } = await municipalityOf(run)
    const given = Object.entries(factOptions).flatMap(([option, field]) => {
      const value = optional(run, option)
      return value === null ? [] : [[field, value]]
    })
    if (given.length === 0) throw new Refused(`Noem wat er verandert.\nGebruik: ${changeUsage}`)
    const parsed = someMunicipalityFields.safeParse(Object.fromEntries(given))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const option = Object.keys(factOptions).find((name) => factOptions[name] === issue?.path[0])
      throw new Refused(`--${option}: ${issue?.message}`)
    }
    const changed = await changeMunicipality(run.db, by, parsed.data, run.now)
    say(changed.length === 0 ? 'Het stond er al zo.' : 'De gegevens van de gemeente zijn bewaard.')
    return null
  },
}

export const migrateCommand: Command = {
  usage: 'migrate',
  about: 'brengt de database bij',
  options: [],
  beforeDemo: true,
  async run() {
    say('De database is bij.')
    return null
  },
}

export const demoCommand: Command = {
  usage: 'demo',
  about: 'laadt de voorbeeldgemeente, één keer',
  options: [],
  beforeDemo: true,
  async run({ database, config, now }) {
    if (config.mode === 'production') throw new Refused('De voorbeeldgemeente hoort niet in een echte installatie.')
    await loadDemo(database, installationAddress(config), now)
    for (const line of demoLogins()) say(line)
    return null
  },
}

function fromDutch<T extends Role | InnerRole>(
  text: string,
  option: string,
  all: readonly T[],
  names: Record<T, string>,
): T {
  const found = all.find((one) => [one.toLowerCase(), names[one].toLowerCase()].includes(text.toLowerCase()))
  if (!found)
    throw new Refused(
      `--${option} ${text} is er niet; kies uit: ${all.map((one) => names[one].toLowerCase()).join(', ')}.`,
    )
  return found
}
