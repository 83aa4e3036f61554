import { describe, expect, test } from 'vitest'
import { eyesInWords, fourEyesAt, mayGiveOwn, stuckSteps } from './four-eyes.ts'
import type { Step } from './steps.ts'

const approve: Step = { name: 'Vaststellen', role: 'approver', fourEyes: true, dueDays: null }
const person = (id: string, ...innerRoles: ('processor' | 'approver' | 'administrator')[]) => ({
  ...{ id, name: id, innerRoles },
})
const anna = person('Anna', 'processor', 'approver')
const bram = person('Bram', 'processor', 'approver')
const cato = person('Cato', 'approver')

const says = (reader: typeof anna, people: (typeof anna)[], answeredBy: string | null, givenBy: string | null) => {
  const eyes = fourEyesAt(approve, { answeredBy, givenBy }, people)
  return eyes && eyesInWords(eyes, reader, approve)
}

describe('four eyes at a point, in words', () => {
  test('who neither wrote nor shared the answer reads nothing: they agree', () => {
    expect(says(bram, [anna, bram], 'Anna', null)).toBeNull()
    expect(says(cato, [anna, bram, cato], 'Anna', 'Bram')).toBeNull()
  })

  test('who wrote or shared it reads who may agree', () => {
    expect(says(anna, [anna, bram], 'Anna', null)).toContain('U schreef dit antwoord. Bij de stap Vaststellen')
    expect(says(bram, [anna, bram, cato], 'Anna', 'Bram')).toContain('Akkoord geven kan: Cato.')
  })

  test('in a team of two each reads what the writer can do, and who agrees then', () => {
    const writer = says(anna, [anna, bram], 'Anna', 'Bram')
    expect(writer).toContain(
      'U schreef het antwoord en Bram deelde het met dit punt, of wijzigde daarna het besluit of het punt.',
    )
    expect(writer).toContain('Zeg dat hieronder. Daarna kan Bram akkoord geven.')
    const sharer = says(bram, [anna, bram], 'Anna', 'Bram')
    expect(sharer).toContain(
      'Anna schreef het antwoord en u deelde het met dit punt, of wijzigde daarna het besluit of het punt.',
    )
    expect(sharer).toContain('Laat Anna dit punt openen')
    const eyes = fourEyesAt(approve, { answeredBy: 'Anna', givenBy: 'Bram' }, [anna, bram])
    expect(eyes && [mayGiveOwn(eyes, 'Anna'), mayGiveOwn(eyes, 'Bram')]).toEqual([true, false])
  })

  test('alone, only the administrator can help', () => {
    expect(says(anna, [anna], 'Anna', null)).toMatch(/Vraag de beheerder om nog een vaststeller/)
  })

  test('mean nothing where the step asks for none', () => {
    expect(fourEyesAt({ ...approve, fourEyes: false }, { answeredBy: 'Anna', givenBy: null }, [anna])).toBeNull()
    expect(fourEyesAt(null, { answeredBy: 'Anna', givenBy: null }, [anna])).toBeNull()
  })
})

describe('steps in which points get stuck', () => {
  test('are those that nobody may do, or only one or two who also write', () => {
    expect(stuckSteps([approve], [person('Dirk', 'processor')])).toEqual([expect.stringContaining('niemand mag')])
    expect(stuckSteps([approve], [anna])).toEqual([expect.stringContaining('Op wat Anna zelf schreef of deelde')])
    expect(stuckSteps([approve], [anna, bram])).toEqual([expect.stringContaining('alleen Anna en Bram mogen')])
    expect(stuckSteps([approve], [person('Eef', 'administrator')])).toHaveLength(1)
  })

  test('are none with a third one, with someone who only approves, or without four eyes', () => {
    expect(stuckSteps([approve], [anna, bram, person('Fem', 'processor', 'approver')])).toEqual([])
    expect(stuckSteps([approve], [person('Dirk', 'processor'), cato])).toEqual([])
    expect(stuckSteps([{ ...approve, fourEyes: false }], [anna])).toEqual([])
  })
})
