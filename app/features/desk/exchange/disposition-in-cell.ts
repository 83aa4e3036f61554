import { dispositions, dispositionWords, type Disposition } from '#app/features/points/disposition.ts'
import { fold } from '#app/fold.ts'

const named = new Map<string, Disposition>(
  dispositions.flatMap((disposition) => {
    const { label, short, plain } = dispositionWords[disposition]
    return [disposition, label, short, ...(plain ? [plain] : [])].map((word) => [fold(word), disposition] as const)
  }),
)

/** The decision that a cell names, in our words for it; null for none, with the problem when it names something else. */
export function dispositionInCell(cell: string): { disposition: Disposition | null } | { problem: string } {
  const word = fold(cell)
  if (word === '') return { disposition: null }
  const disposition = named.get(word)
  if (disposition) return { disposition }
  const known = dispositions.map((each) => dispositionWords[each].label).join(', ')
  return { problem: `"${cell.trim()}" is geen besluit; kies uit: ${known}` }
}
