import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Actor, CommandActor, InnerRole, Role } from '#app/features/accounts/account.ts'
import { createAccount } from '#app/features/accounts/create-account.server.ts'
import { changeMunicipality } from '#app/features/municipalities/change-municipality.server.ts'
import { createMunicipality } from '#app/features/municipalities/create-municipality.server.ts'
import { addQuestion } from '#app/features/partners/asking/change-questions.server.ts'
import { createQuestionnaire } from '#app/features/partners/create-questionnaire.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { releaseProcess } from '#app/features/plans/release-process.server.ts'
import { saveConsultation } from '#app/features/processes/save-consultation.server.ts'
import { savePhases } from '#app/features/processes/save-phases.server.ts'
import { saveProcess } from '#app/features/processes/save-process.server.ts'
import { addDays, today } from '#app/local-date.ts'
import { handOverFile } from '#app/features/changes/decision-file/hand-over.server.ts'
import { giveNumbers } from '#app/features/contributions/give-numbers.server.ts'
import { adoptPlan, importPlan } from '#app/room-parts.server.ts'
import { inTransaction, type Database, type Trx } from '#db/client.server.ts'
import {
  channels,
  cycling,
  cyclingPhases,
  playgroundPhases,
  playgrounds,
  playgroundThemes,
  socialPlan,
  socialPlanPhases,
  topics,
} from './processes.ts'
import { putAmendment, putChanges } from './put-changes.server.ts'
import { putContributions, putThemes } from './put-contributions.server.ts'
import { publishRounds } from './publish-rounds.server.ts'
import { putMeetings } from './put-meetings.server.ts'
import { askPartners } from './put-partner-book.server.ts'
import { answerPartnerInput, putPartnerInput } from './put-partner-input.server.ts'
import { answerRanking, putRanking } from './put-ranking.server.ts'
import { socialPlanAmendment, socialPlanChanges, socialPlanDecision } from './sociaal-domein-changes.ts'
import { partners } from './sociaal-domein-partners.ts'
import { socialPlanReactions } from './sociaal-domein-reactions.ts'
import { playgroundMeetings, playgroundReactions } from './speelplekken.ts'
import { cyclingIntro, cyclingPartners, cyclingQuestions } from './veilig-fietsen.ts'

/** The password of every account in the demo. */
export const demoPassword = 'hunebed-in-drenthe'

const accounts: { email: string; name: string; role: Role; innerRoles: InnerRole[] }[] = [
  {
    email: 'beheer@borger-odoorn.example',
    name: 'Ambtenaar A',
    role: 'official',
    innerRoles: ['administrator', 'approver'],
  },
  { email: 'behandelaar@borger-odoorn.example', name: 'Ambtenaar B', role: 'official', innerRoles: ['processor'] },
  { email: 'griffie@borger-odoorn.example', name: 'Griffier', role: 'clerk', innerRoles: [] },
  { email: 'raadslid@borger-odoorn.example', name: 'Raadslid A', role: 'councilMember', innerRoles: [] },
  { email: 'partner@andes.example', name: 'Partner bij Andes', role: 'partnerMember', innerRoles: [] },
  { email: 'collega@andes.example', name: 'Collega bij Andes', role: 'partnerMember', innerRoles: [] },
  {
    email: 'platform@fietsenhondsrug.example',
    name: 'Coördinator van het fietsplatform',
    role: 'partnerMember',
    innerRoles: [],
  },
  {
    email: 'secretaris@dorpsbelangenexloo.example',
    name: 'Secretaris van Dorpsbelangen',
    role: 'partnerMember',
    innerRoles: [],
  },
]

/** Invented, as everything in the demo: no retention term or officer of a real municipality. */
const municipalityFacts = {
  contactEmail: 'inspraak@borger-odoorn.example',
  retentionTerm: '10 jaar nadat de gemeenteraad over het plan heeft besloten',
  retentionBasis: 'de Archiefwet en de selectielijst voor gemeenten',
  privacyOfficerName: 'Functionaris A',
  privacyOfficerEmail: 'privacy@borger-odoorn.example',
  securityContact: 'veiligheid@borger-odoorn.example',
}

/** Lines that say who can log in to the demo. */
export function demoLogins(): string[] {
  const width = Math.max(...accounts.map(({ email }) => email.length))
  return [
    `Inloggen in de voorbeeldgemeente, wachtwoord ${demoPassword}:`,
    ...accounts.map(({ email, name }) => `  ${email.padEnd(width)}  ${name}`),
  ]
}

/**
 * Loads the demo municipality into an empty database: the facts of Borger-Odoorn's social plan of 2016 with texts of
 * our own, and a plan that is open today. Everything goes through the same acts as the screens. Links in messages begin
 * with `baseUrl`.
 */
export async function loadDemo({ db }: Pick<Database, 'db'>, baseUrl: string, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    // Two processes that start at once on an empty database must not both load it.
    await sql`lock table municipality in exclusive mode`.execute(trx)
    const there = await trx.selectFrom('municipality').select('id').limit(1).executeTakeFirst()
    if (there) return
    const municipality = {
      ...{ slug: 'borger-odoorn', name: 'Borger-Odoorn', senderEmail: 'inspraak@borger-odoorn.example', hosts: [] },
      ...{
        helpPhone: '0591 00 00 00',
        helpHours: 'op werkdagen van 9.00 tot 17.00 uur',
        helpDesk: 'de balie in Exloo',
      },
      ...{ defaultRegime: 'ordinance' as const, defaultTermDays: 42 },
    }
    const municipalityId = uuid()
    const by: CommandActor = { kind: 'command', id: null, municipalityId }
    await createMunicipality(trx, by, municipality, now)
    await changeMunicipality(trx, by, municipalityFacts, now)
    const actors = new Map<string, Actor>()
    for (const { role, ...account } of accounts) {
      const { id } = await createAccount(trx, by, { ...account, role, password: demoPassword }, now)
      actors.set(account.email, { kind: 'account', id, municipalityId, roles: [role], ...account })
    }
    await answeredCase(trx, by, baseUrl)
    await openCase(trx, by, baseUrl, now)
    // As the job would within a minute: who looks at the demo sees numbers at once.
    for (const process of await trx.selectFrom('process').select(['id', 'municipalityId']).execute())
      await giveNumbers(trx, process)
    await draftCase(trx, by, actors, baseUrl, now)
  })
}

/**
 * The plan of 2016, from the council's topics and the questions to partners to the published answers and the adopted plan, on its own dates.
 */
async function answeredCase(trx: Trx, by: CommandActor, baseUrl: string) {
  const on = (date: string) => new Date(`${date}T09:00:00+01:00`)
  const process = await createProcess(
    trx,
    by,
    { slug: socialPlan.slug, title: socialPlan.details.title },
    on('2016-03-01'),
  )
  const themes = await putThemes(trx, process, topics)
  await putRanking(trx, by, process)
  await createQuestionnaire(trx, by, { process, questions: 'standard', closesOn: '2016-08-31' }, on('2016-06-01'))
  await putPartnerInput(trx, by, process, partners, on('2016-08-31'))
  await fill(trx, by, process, { ...socialPlan, phases: socialPlanPhases }, on('2016-10-03'))
  await putPlan(trx, by, process, 'sociaal-domein.md', on('2016-10-03'))
  await answerPartnerInput(trx, by, process, partners, themes, on('2016-10-03'))
  await answerRanking(trx, by, process, on('2016-10-03'))
  const appendices = { rounds: ['priorities' as const, 'partners' as const], title: 'Bijlage 1 en 2 bij het concept' }
  await publishRounds(trx, by, { process, ...appendices, baseUrl }, on('2016-10-03'))
  await releaseProcess(trx, by, { process }, on('2016-10-04'))
  const pointIds = await putContributions(trx, by, process, socialPlanReactions, themes, on('2016-11-24'))
  await putChanges(trx, by, process, { changes: socialPlanChanges, pointIds }, on('2016-11-28'))
  await publishRounds(trx, by, { process, rounds: ['inspraak'], baseUrl }, on('2016-12-05'))
  await handOverFile(trx, by, { process, meetsOn: '15 december 2016' }, on('2016-12-06'))
  await putAmendment(trx, by, process, socialPlanAmendment, on('2016-12-16'))
  await adoptPlan(trx, by, { process, ...socialPlanDecision }, on('2016-12-16'))
}

/** A plan that went on display two weeks ago. */
async function openCase(trx: Trx, by: CommandActor, baseUrl: string, now: Date) {
  const day = addDays(today(now), -14)
  const before = new Date(now.getTime() - 15 * 86_400_000)
  const plan = playgrounds(day, addDays(day, -1))
  const process = await createProcess(trx, by, { slug: plan.slug, title: plan.details.title }, before)
  await fill(trx, by, process, { ...plan, phases: playgroundPhases }, before)
  await putPlan(trx, by, process, 'speelplekken.md', before)
  await releaseProcess(trx, by, { process }, before)
  const daysAgo = (days: number, time: string) => `${addDays(today(now), -days)}T${time}`
  const themes = await putThemes(trx, process, playgroundThemes)
  await putContributions(trx, by, process, playgroundReactions(daysAgo), themes, now)
  await putMeetings(trx, by, { process, meetings: playgroundMeetings, baseUrl }, before, now)
}

/** A draft that cannot be released yet, for which organisations are asked until three weeks from now. */
async function draftCase(trx: Trx, by: CommandActor, actors: ReadonlyMap<string, Actor>, baseUrl: string, now: Date) {
  const [day, at] = [addDays(today(now), -5), new Date(now.getTime() - 5 * 86_400_000)]
  const closesOn = addDays(today(now), 21)
  const process = await createProcess(trx, by, { slug: cycling.slug, title: cycling.details.title }, at)
  await saveProcess(trx, by, { process, ...cycling.details }, at)
  await savePhases(trx, by, { process, phases: cyclingPhases(day, closesOn) }, at)
  await createQuestionnaire(trx, by, { process, questions: 'none', closesOn }, at)
  for (const { options = [], ...question } of cyclingQuestions)
    await addQuestion(trx, by, { process, key: uuid(), ...question, options: options.join('\n') }, at)
  await askPartners(trx, by, actors, { process, intro: cyclingIntro, closesOn, invited: cyclingPartners, baseUrl }, at)
}

async function fill(
  trx: Trx,
  by: CommandActor,
  process: { id: string },
  plan: (typeof socialPlan | ReturnType<typeof playgrounds>) & { phases: typeof socialPlanPhases },
  at: Date,
) {
  await saveProcess(trx, by, { process, ...plan.details }, at)
  await saveConsultation(trx, by, { process, ...plan.consultation, channels }, at)
  await savePhases(trx, by, { process, ...plan.nextSteps, phases: plan.phases }, at)
}

async function putPlan(trx: Trx, by: CommandActor, process: { id: string }, fileName: string, at: Date) {
  const file = new File([await readFile(path.join(import.meta.dirname, fileName))], fileName)
  await importPlan(trx, by, { process, file }, at)
}
