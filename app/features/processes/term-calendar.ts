import type { LocalDate } from '#app/local-date.ts'
import { addDays, daysBetween, formatDate, formatDateShort } from '#app/local-date.ts'
import type { Holiday } from './holidays.ts'
import { restDay } from './holidays.ts'
import type { Term } from './term.ts'

type CalendarDay = {
  date: LocalDate
  dayOfMonth: number
  /** Name of the day that is no working day, such as 'een zondag'. */
  rest: string | null
  isEdge: boolean
}
type CalendarWeek = {
  /** Name of the month when the week before began in another one. */ month: string
  days: CalendarDay[]
}

/** Longest term that is drawn, in days: ten weeks fit beside the reasons. */
const MOST_DAYS = 70

/** The days of a term in rows of seven from its first day, with the names above the columns; null when it is too long to draw. */
export function termCalendar(
  term: Term,
  designatedDays: readonly Holiday[] = [],
): { weekdays: string[]; weeks: CalendarWeek[] } | null {
  const count = daysBetween(term.startsOn, term.lastDay) + 1
  if (count < 1 || count > MOST_DAYS) return null
  const days = Array.from({ length: count }, (_, at): CalendarDay => {
    const date = addDays(term.startsOn, at)
    const isEdge = date === term.startsOn || date === term.lastDay
    return { date, dayOfMonth: Number(date.slice(8)), rest: restDay(date, designatedDays), isEdge }
  })
  const weeks = Array.from({ length: Math.ceil(count / 7) }, (_, at): CalendarWeek => {
    const own = days.slice(at * 7, at * 7 + 7)
    const [first, before] = [own[0], days[(at - 1) * 7]]
    const isNew = first !== undefined && first.date.slice(0, 7) !== before?.date.slice(0, 7)
    return { month: isNew ? monthName(first.date) : '', days: own }
  })
  return {
    weekdays: Array.from({ length: 7 }, (_, at) => formatDateShort(addDays(term.startsOn, at)).split(' ')[0] ?? ''),
    weeks,
  }
}

const monthName = (date: LocalDate): string => formatDate(date).replace(/^\d+\s|\s\d+$/g, '')
