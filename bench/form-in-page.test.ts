import { expect, test } from 'vitest'
import { formIn } from './form-in-page.ts'

const page = `
  <form method="get" action="/zoeken"><input name="q" value="bus"></form>
  <form method="post" action="/trajecten/plan/reageren">
    <input type="hidden" name="key" value="a&amp;b">
    <textarea name="text">Een bank &lt;hier&gt;</textarea>
    <select name="kind"><option value="x">X</option><option value="y" selected>Y</option></select>
    <select name="first"><option value="x">X</option><option value="y">Y</option></select>
    <input type="radio" name="named" value="no"><input type="radio" name="named" value="yes" checked>
    <input type="checkbox" name="agreed">
    <button name="act" value="later">Later</button><button name="act" value="submit">Verstuur</button>
  </form>`

test('a form is sent with what is filled in and chosen there, and the button that was pressed', () => {
  expect(formIn(page, 'submit')).toEqual({
    to: '/trajecten/plan/reageren',
    fields: { key: 'a&b', text: 'Een bank <hier>', kind: 'y', first: 'x', named: 'yes', act: 'submit' },
  })
  expect(formIn(page)?.fields.act).toBe('later')
})

test('a page without a form for the act gives none', () => {
  expect(formIn(page, 'other')).toBeNull()
  expect(formIn('<form><input name="q"></form>')).toBeNull()
})
