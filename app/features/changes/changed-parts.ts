import type { ChangeLine } from '#app/features/plans/versions/change-lines.ts'
import type { ChangedPart } from '#app/features/plans/versions/changed-words.ts'
import type { Comparison, StoredParagraph } from '#app/features/plans/versions/compare-versions.server.ts'
import { placesOf } from './place-changes.ts'

/** The old and new paragraphs of a change, as people read them. */
export function partsOf(found: Pick<Comparison, 'old' | 'now'>) {
  const [oldPlaces, newPlaces] = [placesOf(found.old.plan), placesOf(found.now.plan)]
  const part = (paragraph: StoredParagraph, places: typeof oldPlaces): ChangedPart => ({
    ...{ id: paragraph.id, number: Number(paragraph.number) },
    ...{ kind: paragraph.kind, text: paragraph.text, html: paragraph.html },
    section: places.get(paragraph.id)?.section.heading ?? '',
  })
  const distinct = (places: (number | null)[]) =>
    [...new Set(places)].flatMap((place) => place ?? []).sort((one, other) => one - other)
  return ({ lines }: { lines: readonly ChangeLine[] }) => ({
    moved: lines.some(({ moved }) => moved),
    olds: distinct(lines.map(({ from }) => from)).flatMap((at) => {
      const paragraph = found.old.paragraphs[at]
      return paragraph ? [part(paragraph, oldPlaces)] : []
    }),
    news: distinct(lines.map(({ to }) => to)).flatMap((at) => {
      const paragraph = found.now.paragraphs[at]
      return paragraph ? [part(paragraph, newPlaces)] : []
    }),
  })
}
