import { isHeading, type Block } from '#app/features/plans/plan.ts'
import { figureIn } from './figure-markup.ts'

/** A picture of a plan, to be described. */
export type FigureRow = {
  id: string
  number: string
  image: string
  /** '' where nobody said what it shows. */
  alt: string
  isDecorative: boolean
  /** Whether something still has to be said of it. */
  isMissing: boolean
  caption: string
  /** The heading that it stands under. */
  section: string
}

/** The pictures of a version of a plan in reading order. */
export function figureRows(blocks: readonly (Block & { id: string; number: string })[]): FigureRow[] {
  let section = ''
  return blocks.flatMap((block): FigureRow[] => {
    if (isHeading(block)) section = block.text
    const figure = isHeading(block) || block.kind !== 'figure' ? null : figureIn(block.html)
    if (!figure) return []
    const { image, alt, caption } = figure
    const said = { alt: alt ?? '', isDecorative: alt === '', isMissing: alt === null }
    return [{ id: block.id, number: block.number, image, ...said, caption, section }]
  })
}

/** How many pictures there are, and how many of these nobody described. */
export function picturesOf(blocks: Parameters<typeof figureRows>[0]): { pictures: number; undescribed: number } {
  const rows = figureRows(blocks)
  return { pictures: rows.length, undescribed: rows.filter(({ isMissing }) => isMissing).length }
}
