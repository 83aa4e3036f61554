import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { sayingTextKept } from './KeptTextNotice.tsx'
import { ReactionClosed } from './ReactionClosed.tsx'
import { ReactionNotice, type BeforeReaction } from './ReactionNotice.tsx'

const nothing: BeforeReaction = {
  ...{
    slug: 'plan',
    otherText: null,
    partMissing: false,
    saved: null,
    nothingKept: false,
    movedFrom: null,
    leavesProposal: false,
    sentAt: null,
    startsOn: null,
  },
}
const titles = (before: Partial<BeforeReaction>) =>
  [
    ...renderToStaticMarkup(<ReactionNotice before={{ ...nothing, ...before }} />).matchAll(/alert__title">([^<]*)/g),
  ].map(([, title]) => title)

test('two windows give one notice, whatever else there would be to say', () => {
  const all = {
    partMissing: true,
    saved: '8 november',
    nothingKept: true,
    movedFrom: 'Alinea 2',
    sentAt: 'dinsdag',
    startsOn: '5 oktober',
  }
  expect(titles({ ...all, otherText: 'Uit het andere' })).toEqual([
    'In een ander venster hebt u ook een tekst geschreven',
  ])
  expect(titles({ ...all, partMissing: false, saved: null })).toEqual(['U hebt al een reactie verstuurd'])
})

test('there is none without a reason, and an early visitor hears when the term begins', () => {
  expect(titles({})).toEqual([])
  expect(titles({ startsOn: '5 oktober 2016' })).toEqual(['Officieel kunt u reageren vanaf 5 oktober 2016'])
})

test('a closed form says that a text is kept only when it is', () => {
  const closed = {
    ...{
      stage: 'processing' as const,
      slug: 'plan',
      processTitle: 'Plan',
      lastDay: '15 november 2016',
      withdrawnBecause: '',
      answersExpected: '',
    },
    ...{ postUntil: null, channels: [], text: '', keptUntil: null, before: null, adopted: null },
  }
  const help = { helpPhone: '', helpHours: '', helpDesk: '', contactEmail: '' }
  const says = (isKept: boolean) =>
    renderToStaticMarkup(<ReactionClosed closed={closed} typed={{ text: 'Te lang', isKept }} help={help} />)
  expect(says(true)).toContain('niet verstuurd, maar wel bewaard')
  expect(says(false)).toContain('niet verstuurd en niet bewaard')
})

test('a closed form tells of both rounds, and of the adoption', () => {
  const closed = {
    ...{ stage: 'processing' as const, slug: 'plan', processTitle: 'Plan', lastDay: '16 januari 2017' },
    ...{ withdrawnBecause: '', answersExpected: '', postUntil: null, channels: [], text: '', keptUntil: null },
    before: { lastDay: '15 november 2016', again: '5 december 2016' },
    adopted: '2 februari 2017 vastgesteld door de gemeenteraad',
  }
  const help = { helpPhone: '', helpHours: '', helpDesk: '', contactEmail: '' }
  const says = renderToStaticMarkup(<ReactionClosed closed={closed} help={help} />)
  expect(says).toContain(
    'tot en met 15 november 2016, en in de tweede inspraak van 5 december 2016 tot en met 16 januari',
  )
  expect(says).toContain('Het plan is op 2 februari 2017 vastgesteld door de gemeenteraad.')
})

test('who looks for another part keeps the way back to the text through several chapters', () => {
  expect(sayingTextKept('/trajecten/plan/plan/2-zorg#1.2')).toBe('/trajecten/plan/plan/2-zorg?tekst=bewaard#1.2')
  expect(sayingTextKept('/trajecten/plan/plan/2-zorg')).toBe('/trajecten/plan/plan/2-zorg?tekst=bewaard')
})
