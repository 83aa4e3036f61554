import { formatDayMonth } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Tag } from '#app/ui/Marks.tsx'
import type { Task } from './today.ts'

const pages: Record<Task['kind'], (slug: string) => string> = {
  publish: paths.official.process.publish,
  release: paths.official.process.release,
  split: paths.official.process.register,
  answer: paths.official.process.points,
  reopen: paths.official.process.partners,
  report: paths.official.meetings.list,
}

/** Where a task is done. */
export const hrefOfTask = ({ slug, kind }: Task): string => pages[kind](slug)

const figure = (count: number) => count.toLocaleString('nl-NL')

const labels: Record<Task['kind'], (count: number) => string> = {
  publish: () => 'antwoorden openbaar maken',
  release: () => 'traject vrijgeven',
  split: (count) => (count === 1 ? 'inbreng splitsen' : 'stukken inbreng splitsen'),
  answer: (count) => (count === 1 ? 'punt beantwoorden' : 'punten beantwoorden'),
  reopen: (count) => (count === 1 ? 'organisatie wil verder schrijven' : 'organisaties willen verder schrijven'),
  report: (count) => (count === 1 ? 'verslag van een bijeenkomst schrijven' : 'verslagen van bijeenkomsten schrijven'),
}

/** The words on the button that begins the day. */
export const beginWith: Record<Task['kind'], string> = {
  publish: 'Begin met openbaar maken',
  release: 'Begin met vrijgeven',
  split: 'Begin met splitsen',
  answer: 'Begin met beantwoorden',
  reopen: 'Bekijk het verzoek',
  report: 'Begin met het verslag',
}

const list = new Intl.ListFormat('nl')

/** What waits, in one sentence with the real figures. */
export function summaryOfTasks(tasks: readonly Task[]): string {
  const sum = (kind: Task['kind']) =>
    tasks.filter((task) => task.kind === kind).reduce((all, { count }) => all + count, 0)
  const [points, given, asked, reports] = [sum('answer'), sum('split'), sum('reopen'), sum('report')]
  const parts = [
    ...(asked > 0 ? [asked === 1 ? '1 verzoek' : `${figure(asked)} verzoeken`] : []),
    ...(points > 0 ? [points === 1 ? '1 punt' : `${figure(points)} punten`] : []),
    ...(given > 0 ? [given === 1 ? '1 stuk inbreng' : `${figure(given)} stukken inbreng`] : []),
    ...(reports > 0 ? [reports === 1 ? '1 verslag' : `${figure(reports)} verslagen`] : []),
  ]
  const ready = tasks.filter(({ kind }) => kind === 'publish' || kind === 'release').length
  const waits =
    parts.length > 0
      ? [`${list.format(parts)} ${points + given + asked + reports === 1 ? 'wacht' : 'wachten'} op u.`]
      : []
  const done =
    ready > 0
      ? [
          ready === 1
            ? 'Eén traject is klaar voor de volgende stap.'
            : `${ready} trajecten zijn klaar voor de volgende stap.`,
        ]
      : []
  return [...waits, ...done].join(' ') || 'Er wacht nu niets op u.'
}

/** The work of today, the next step of a process first. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  if (tasks.length === 0)
    return <p className="soft gap-1">Er wacht nu niets op u. Nieuwe inbreng komt hier vanzelf te staan.</p>
  return (
    <ul className="sm-todo">
      {tasks.map((task) => (
        <li key={`${task.slug} ${task.kind}`}>
          <span className="sm-todo__n">
            {task.kind === 'publish' || task.kind === 'release' ? 1 : figure(task.count)}
          </span>
          <a href={hrefOfTask(task)}>{labels[task.kind](task.count)}</a>
          {task.closedSince && <Tag>gesloten sinds {formatDayMonth(task.closedSince)}</Tag>}
          <p>{task.process}</p>
        </li>
      ))}
    </ul>
  )
}
