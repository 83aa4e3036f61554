import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { formatDate, formatPeriod, today } from '#app/local-date.ts'
import { stageLabels } from './process.ts'
import { daysLeft } from './term.ts'
import { answeredProcesses, runningProcesses, type ProcessRow } from './public-queries.server.ts'

/** How many finished processes stand here; the rest is on the public page. */
const FINISHED = 5

export type AreaRow = { slug: string; title: string; question: string; when: string; says: string; answers: boolean }
export type AreaGroup = { key: 'open' | 'processing' | 'announced' | 'answered'; label: string; rows: AreaRow[] }

/** What council members and partners see first: all that was released, by where it stands, and the next dates. */
export async function areaHome({ db, municipality, actor, now }: MemberVisit) {
  const [running, finished] = await Promise.all([
    runningProcesses(db, municipality.id, now),
    answeredProcesses(db, municipality.id, { limit: FINISHED }),
  ])
  const row = (process: ProcessRow, when: string, says = ''): AreaRow => {
    const { slug, title, question } = process
    return { slug, title, question, when, says, answers: false }
  }
  const groups: AreaGroup[] = [
    {
      key: 'open',
      label: 'Inwoners kunnen nu reageren',
      rows: running.open.map((process) =>
        row(process, `Reageren kan tot en met ${formatDate(process.lastDay)}`, leftInWords(daysLeft(process, now))),
      ),
    },
    {
      key: 'processing',
      label: 'De gemeente verwerkt de reacties',
      rows: running.processing.map((process) =>
        row(process, `Reageren kon van ${formatPeriod(process.startsOn, process.lastDay)}`),
      ),
    },
    {
      key: 'announced',
      label: stageLabels.announced,
      rows: running.announced.map((process) =>
        row(process, `Reageren kan van ${formatPeriod(process.startsOn, process.lastDay)}`),
      ),
    },
    {
      key: 'answered',
      label: stageLabels.answered,
      rows: finished.processes.map(({ slug, title, question, answeredAt }) => {
        return {
          slug,
          title,
          question,
          when: `Beantwoord op ${formatDate(today(answeredAt))}`,
          says: '',
          answers: true,
        }
      }),
    },
  ]
  const dates = [
    ...running.open.map(({ slug, title, lastDay }) => ({
      slug,
      title,
      day: lastDay,
      what: 'Laatste dag om te reageren',
    })),
    ...running.announced.map(({ slug, title, startsOn }) => ({
      slug,
      title,
      day: startsOn,
      what: 'Eerste dag om te reageren',
    })),
  ].sort((one, other) => one.day.localeCompare(other.day))
  return {
    municipalityName: municipality.name,
    roles: actor.roles,
    groups: groups.filter(({ rows }) => rows.length > 0),
    dates: dates.map((date) => ({ ...date, day: formatDate(date.day) })),
    moreFinished: finished.total > finished.processes.length,
  }
}

function leftInWords(days: number): string {
  if (days < 1) return 'vandaag is de laatste dag'
  return days === 1 ? 'nog 1 dag' : `nog ${days} dagen`
}
