import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { NOW } from '#tests/factories.ts'
import { countDraft } from './draft-room.server.ts'

let municipalityId = ''
beforeEach(() => {
  municipalityId = randomUUID()
})

const from = (clientAddress: string, text: string, now = NOW) => {
  try {
    countDraft({ municipalityId, text, field: 'text', clientAddress }, now)
    return null
  } catch (error) {
    expect(error).toMatchObject({ code: 'tooManyAttempts', field: 'text' })
    return String(error)
  }
}
const long = 'é'.repeat(50_000)

/** Sends texts from one network until one is refused. */
function filledBy(address: string, text: string): { kept: number; refusal: string } {
  for (let kept = 0; ; kept++) {
    const refusal = from(address, text)
    if (refusal !== null) return { kept, refusal }
    if (kept > 1000) throw new Error('nothing stopped it')
  }
}

test('one network keeps eight megabytes of long texts an hour, and hears from when it can go on', () => {
  const { kept, refusal } = filledBy('192.0.2.1', long)
  expect(kept * long.length * 2).toBeLessThanOrEqual(8 * 1024 * 1024)
  expect(refusal).toMatch(/niets opnieuw te typen\. Probeer het opnieuw om 13\.00\suur/)
  expect(from('192.0.2.1', long, new Date(NOW.getTime() + 3_600_000))).toBeNull()
})

test('who fills it keeps nobody from reacting: short texts from the same address have their own room, and other networks theirs', () => {
  filledBy('192.0.2.1', long)
  for (let visitor = 0; visitor < 300; visitor++)
    expect(from('192.0.2.1', 'Ik vind dat er meer bankjes moeten komen.')).toBeNull()
  expect(from('192.0.2.2', long)).toBeNull()
})

test('all addresses that one connection may have fill one share', () => {
  filledBy('2001:db8:1:1::1', long)
  expect(from('2001:db8:1:2::1', long)).not.toBeNull()
  expect(from('2001:db8:2:1::1', long)).toBeNull()
})
