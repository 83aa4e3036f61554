import { formatDayMonth } from '#app/local-date.ts'
import { Tag } from '#app/ui/Marks.tsx'
import type { Task } from './today.ts'

const figure = (count: number) => count.toLocaleString('nl-NL')
const list = new Intl.ListFormat('nl')

/** What waits, in one sentence with the real figures; kinds of work are listed in the order in which they come. */
export function summaryOfTasks(tasks: readonly Task[]): string {
  const waiting = new Map<string, { count: number; one: string; more: string }>()
  for (const { kind, count, waits } of tasks) {
    if (waits) waiting.set(kind, { ...waits, count: count + (waiting.get(kind)?.count ?? 0) })
  }
  const parts = [...waiting.values()].map(({ count, one, more }) =>
    count === 1 ? `1 ${one}` : `${figure(count)} ${more}`,
  )
  const all = [...waiting.values()].reduce((sum, { count }) => sum + count, 0)
  const ready = tasks.filter(({ waits }) => waits === null).length
  const waits = parts.length > 0 ? [`${list.format(parts)} ${all === 1 ? 'wacht' : 'wachten'} op u.`] : []
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
          <span className="sm-todo__n">{task.waits === null ? 1 : figure(task.count)}</span>
          <a href={task.href}>{task.label}</a>
          {task.closedSince && <Tag>gesloten sinds {formatDayMonth(task.closedSince)}</Tag>}
          <p>
            {task.process}
            {(task.late ?? 0) > 0 && <b className="sm-todo__late"> {figure(task.late ?? 0)} te laat</b>}
            {(task.returned ?? 0) > 0 && <b> {figure(task.returned ?? 0)} teruggestuurd</b>}
          </p>
        </li>
      ))}
    </ul>
  )
}
