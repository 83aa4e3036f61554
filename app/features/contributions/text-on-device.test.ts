import { expect, test } from 'vitest'
import { forgetText, keepTextOnDevice, keptText, processesAmong, textToOffer, withOffered } from './text-on-device.ts'

function shelf() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}
const at = '2016-11-01T19:11:00.000Z'

test('a text stays on the device as it was typed, per process, until it is forgotten', () => {
  const device = shelf()
  expect(keepTextOnDevice(device, 'p1', { text: 'a\n\n👩🏽‍👧🏽 ', at })).toBe(true)
  expect(keptText(device, 'p1')).toEqual({ text: 'a\n\n👩🏽‍👧🏽 ', at })
  expect(keptText(device, 'p2')).toBeNull()
  forgetText(device, 'p1')
  expect(device.kept.size).toBe(0)
})

test('what else a device keeps is not taken for a text', () => {
  const device = shelf()
  keepTextOnDevice(device, 'p1', { text: 'a', at })
  expect(processesAmong([...device.kept.keys(), 'saomen:ander', 'p2'])).toEqual(['p1'])
})

test('a browser that refuses, or something else under our name, breaks nothing', () => {
  const full = {
    ...shelf(),
    setItem: () => {
      throw new Error('full')
    },
  }
  expect(keepTextOnDevice(full, 'p1', { text: 'a', at })).toBe(false)
  for (const strange of ['{', '3', 'null', '{"text":1,"at":"x"}', '{"text":"a","at":"x"}']) {
    expect(keptText({ ...shelf(), getItem: () => strange }, 'p1')).toBeNull()
  }
})

test('a text is offered back only when it is not in the form yet', () => {
  expect(textToOffer(null, '')).toBeNull()
  expect(textToOffer({ text: '  ', at }, '')).toBeNull()
  expect(textToOffer({ text: 'Zelfde', at }, 'Zelfde')).toBeNull()
  expect(textToOffer({ text: 'Begin', at }, 'Begin, en meer')).toBeNull()
  expect(textToOffer({ text: 'Verloren', at }, '')).toEqual({ text: 'Verloren', at })
})

test('a text that was offered before and not decided on is offered again, with what was typed since', () => {
  const earlier = { text: 'Verloren', at }
  expect(textToOffer({ text: 'Nieuw', at, earlier }, 'Nieuw')?.text).toBe('Verloren')
  expect(textToOffer({ text: 'Nieuw', at, earlier }, '')?.text).toBe('Verloren\n\nNieuw')
  expect(textToOffer({ text: 'Verloren en meer', at, earlier }, '')?.text).toBe('Verloren en meer')
  expect(textToOffer({ text: '', at, earlier }, '')?.text).toBe('Verloren')
})

test('taking it back never overwrites what is in the form', () => {
  expect(withOffered(' ', 'Verloren')).toBe('Verloren')
  expect(withOffered('Nieuw', 'Verloren')).toBe('Nieuw\n\nVerloren')
})
