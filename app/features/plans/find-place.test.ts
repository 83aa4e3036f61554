import { describe, expect, test } from 'vitest'
import { findPlanPlace } from './find-place.server.ts'

const outline = {
  sections: [
    { id: 'wonen', number: '1', heading: '1. Wonen' },
    { id: 'huur', number: '1.1', heading: '1.1 Betaalbare huur' },
    { id: 'zorg', number: '2', heading: 'Zorg dichtbij' },
  ],
  paragraphs: [
    { id: 'p7', sectionId: 'huur', number: 7 },
    { id: 'p2', sectionId: 'zorg', number: 2 },
  ],
}
const sectionOf = (words: string) => findPlanPlace(outline, words)?.sectionId ?? null

describe('what people call a part of the plan', () => {
  test.each([
    ['wonen', ['wonen', '1', '1. Wonen', '1 wonen', 'Wonen', 'Hoofdstuk 1', 'hoofdstuk 1 Wonen']],
    ['huur', ['1.1', '1.1 Betaalbare huur', 'betaalbare  huur', 'alinea 7', '7']],
    ['zorg', ['2', 'Zorg dichtbij', '2 Zorg dichtbij', '2. zorg dichtbij', 'hoofdstuk 2 Zorg dichtbij']],
  ])('is %s', (id, all) => {
    for (const words of all) expect(sectionOf(words), words).toBe(id)
  })

  test('is nothing when the number belongs to another name', () => {
    for (const words of ['2 Wonen', '1.2 Betaalbare huur', '9 Zorg dichtbij', 'Vervoer', 'alinea 9'])
      expect(sectionOf(words), words).toBeNull()
  })
})
