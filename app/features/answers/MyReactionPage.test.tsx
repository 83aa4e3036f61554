import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { MyReactionPage, type MyReactionView } from './MyReactionPage.tsx'

const view: MyReactionView = {
  ...{ slug: 'plan', processTitle: 'Plan', standing: 'processing', aboutNow: null, about: 'Het hele plan' },
  ...{
    receivedAt: '1 november 2016',
    timeliness: 'Dat is op tijd.',
    proposal: null,
    text: 'De bus rijdt niet.',
    notPublic: '',
  },
  ...{ publicNameInWords: 'Zonder naam', publicName: null, publicNumber: null, setAside: null, points: [], next: [] },
  round: null,
}
const shown = (given: Partial<MyReactionView>) => renderToStaticMarkup(<MyReactionPage view={{ ...view, ...given }} />)

test('a sender reads back what they asked to keep inside, and that it stays there', () => {
  const page = shown({ notPublic: 'Ik heb waterpokken.' })
  expect(page).toContain('Ik heb waterpokken.')
  expect(page).toContain('Dit blijft binnen de gemeente.')
})

test('who asked nothing reads nothing of it', () => {
  expect(shown({})).not.toContain('blijft binnen')
})

test('who reacted in the second inspraak reads so, in the first nobody asks', () => {
  expect(shown({ round: 'Tweede inspraak' })).toContain('Tweede inspraak')
  expect(shown({})).not.toContain('Ronde')
})
