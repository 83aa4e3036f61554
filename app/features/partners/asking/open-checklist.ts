import { formatDate, type LocalDate } from '#app/local-date.ts'
import { counted } from '#app/counted.ts'

type Check = { isDone: boolean; ask: string; done: string; why: string; at: 'vragen' | 'laatste-dag' | 'uitnodigen' }
export type OpenMiss = { text: string; why: string; at: Check['at'] }

/** What still keeps a list of questions from being opened, and what is ready; `on` is the day on which one would. */
export function openChecklist(
  { questions, closesOn, invited }: { questions: number; closesOn: LocalDate | null; invited: number },
  on: LocalDate,
): { missing: OpenMiss[]; done: string[] } {
  const checks: Check[] = [
    {
      isDone: questions > 0,
      ask: 'Zet minstens één vraag op de lijst',
      done: counted(questions, 'vraag', 'vragen'),
      why: 'Zonder vragen hebben organisaties niets te beantwoorden.',
      at: 'vragen',
    },
    {
      isDone: closesOn !== null && closesOn > on,
      ask: closesOn === null ? 'Kies de laatste dag' : 'Kies een laatste dag die nog komt',
      done: closesOn === null ? '' : `Laatste dag: ${formatDate(closesOn)}`,
      why: 'De laatste dag staat in de uitnodiging. Een week en een dag ervoor sturen wij een herinnering.',
      at: 'laatste-dag',
    },
    {
      isDone: invited > 0,
      ask: 'Kies minstens één organisatie',
      done: counted(invited, 'organisatie gekozen', 'organisaties gekozen'),
      why: 'Zij krijgen de uitnodiging op het moment dat u de vragen opent.',
      at: 'uitnodigen',
    },
  ]
  return {
    missing: checks.filter(({ isDone }) => !isDone).map(({ ask, why, at }) => ({ text: ask, why, at })),
    done: checks.filter(({ isDone }) => isDone).map(({ done }) => done),
  }
}
