import { parseTime } from './meeting.ts'

/** One thing on the agenda, with the time on the clock at which it begins where that is known. */
export type AgendaItem = { begins: string | null; title: string }

export const MOST_AGENDA_ITEMS = 40
export const LONGEST_AGENDA_ITEM = 200

/** Reads an agenda of a line per item, such as '19.30 Welkom'; a bullet or dash before or behind the time is no part of it. */
export function readAgenda(text: string): AgendaItem[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^[-•*]\s+/, ''))
    .filter((line) => line !== '')
    .map((line) => {
      const [, clock = '', title = ''] =
        /^(\d{1,2}[.:]\d{2}(?:\s*uur)?|\d{1,2}\s*uur)\s*[-–:,]?\s+(\S.*)$/.exec(line) ?? []
      const begins = parseTime(clock)
      return begins === null ? { begins: null, title: line } : { begins, title }
    })
}

/** The agenda as its form shows it. */
export function writeAgenda(items: readonly AgendaItem[]): string {
  return items.map(({ begins, title }) => (begins === null ? title : `${shownTime(begins)} ${title}`)).join('\n')
}

/** '19.30' for '19:30'. */
export const shownTime = (begins: string): string => begins.replace(':', '.').replace(/^0/, '')
