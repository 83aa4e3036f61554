import type { HowRead as Read } from './how-read.ts'

type Shown = { how: Read; isCut: boolean }

const listed = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ')

/** Says how the question was read: what else was looked for, what in its place, and what was left out. */
export function HowRead({
  typed,
  found: { how, isCut },
  none,
  where,
}: {
  typed: string
  found: Shown
  none: boolean
  /** In what was looked, behind "Geen resultaten in" and "Gevonden voor ..., in". */
  where: { none: string; found: string }
}) {
  return (
    <>
      {none ? (
        <p>Geen resultaten in {where.none}.</p>
      ) : how.isPart ? (
        <p>Niets heeft alle woorden van “{typed}”. Dit heeft er een deel van.</p>
      ) : (
        how.instead.length === 0 && (
          <p>
            Gevonden voor “{typed}”, in {where.found}.
          </p>
        )
      )}
      {how.instead.map((each) => (
        <p key={each.typed}>
          Wij vonden niets met “{each.typed}”. Bedoelde u {listed(each.words)}? Daarop zochten wij.
        </p>
      ))}
      {how.also.length > 0 && <p className="small soft">Wij zochten ook op: {how.also.join(', ')}.</p>}
      {!none && how.unknown.length > 0 && <p className="small soft">Nergens staat: {how.unknown.join(', ')}.</p>}
      {!none && how.common.length > 0 && (
        <p className="small soft">
          Op deze woorden zochten wij niet, want die staan bijna overal: {how.common.join(', ')}.
        </p>
      )}
      {isCut && <p className="small soft">Uw vraag was lang: wij zochten op de eerste woorden.</p>}
    </>
  )
}
