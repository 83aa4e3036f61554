import { describe, expect, test } from 'vitest'
import { changeLines, changesOf } from '#app/features/plans/versions/change-lines.ts'
import { exportedReason, hasReason, reasonsOf, type StoredPoint, type StoredReason } from './reasons.ts'

const version = (ids: string) => ({ paragraphs: ids.split(' ').map((id) => ({ id, text: id })) })
const pairs = (list: string) =>
  list.split(' ').map((pair) => {
    const [originId = '', paragraphId = ''] = pair.split('>')
    return { originId, paragraphId }
  })
const point = (versionId: string, paragraphId: string, number: string): StoredPoint => ({
  ...{ versionId, paragraphId, number },
  pointId: `point ${number}`,
})
const sentence = (versionId: string, paragraphId: string, said: string): StoredReason => ({
  ...{ versionId, paragraphId, sentence: said },
  amendment: null,
})

/** The reasons of all changes from a to c, which came through b: `a>b` says that b comes from a. */
function reasons(stored: { reasons?: StoredReason[]; points?: StoredPoint[] }) {
  const [old, now] = [version('a1 a2 a3 a4'), version('c1 c2 c5')]
  const steps = [
    { versionId: 'c', pairs: pairs('b1>c1 b2>c2') },
    { versionId: 'b', pairs: pairs('a1>b1 a2>b2 a3>b2 a4>b4') },
  ]
  const origins = [
    { from: 0, to: 0, doubtful: false },
    { from: 1, to: 1, doubtful: false },
    { from: 2, to: 1, doubtful: false },
  ]
  const changes = changesOf(changeLines(old.paragraphs, now.paragraphs, origins))
  const found = reasonsOf(changes, { old, now, steps }, { reasons: [], points: [], ...stored })
  return changes.map((change) => `${change.kind}: ${JSON.stringify(exportedReason(found.get(change)))}`)
}

describe('the reason of a change', () => {
  test('is what is stored at any of its paragraphs, in any version that the words went through', () => {
    expect(
      reasons({
        points: [point('b', 'b2', '10.1'), point('c', 'c2', '2.1'), point('c', 'c2', '10.1'), point('c', 'c1', '3.1')],
        reasons: [sentence('b', 'a3', 'Dit stond er dubbel.')],
      }),
    ).toEqual([
      'edited: {"points":["3.1"],"sentence":null}',
      'merged: {"points":["2.1","10.1"],"sentence":"Dit stond er dubbel."}',
      'gone: null',
      'new: null',
    ])
  })

  test('of what is gone is at the paragraph of the version before the one that it is gone from', () => {
    expect(reasons({ reasons: [sentence('c', 'b4', 'De regeling stopt.')] })[2]).toBe(
      'gone: {"points":[],"sentence":"De regeling stopt."}',
    )
  })

  test('is not one of an earlier step than is compared', () => {
    expect(reasons({ points: [point('a', 'a1', '1.1')] })[0]).toBe('edited: null')
  })

  test('may be an amendment', () => {
    const amendment = { id: 'x', number: 1, title: 'Elk jaar een telling' }
    const [reason] = reasons({ reasons: [{ versionId: 'c', paragraphId: 'c1', sentence: null, amendment }] })
    expect(reason).toBe('edited: {"points":[],"sentence":"Amendement 1: Elk jaar een telling"}')
    expect(hasReason({ points: [], ownInitiative: [], amendments: [amendment] })).toBe(true)
    expect(hasReason({ points: [], ownInitiative: [], amendments: [] })).toBe(false)
  })
})
