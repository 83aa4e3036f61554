import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compileEmail, compileEmails } from './compile.ts'
import { emailFolders, fileNameOf } from './folders.ts'
import { isTemplate, messages } from './messages.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'emails-'))
  const { sources } = emailFolders()
  await cp(sources, folder, { recursive: true, filter: (file) => file === sources || !/\.ts$|compiled/.test(file) })
})
afterEach(() => rm(folder, { recursive: true }))

/** Changes one message, as a developer in a hurry would. */
async function change(file: string, from: string, to: string) {
  const whole = path.join(folder, file)
  const before = await readFile(whole, 'utf8')
  expect(before).toContain(from)
  await writeFile(whole, before.replaceAll(from, to))
}

describe('compiling', () => {
  test('gives one file a message, with subject, page and text', async () => {
    const out = path.join(folder, 'out')
    const files = await compileEmails(out, folder)
    expect(files.map((file) => path.basename(file)).sort()).toEqual([
      'advice-code.json',
      'advice-request.json',
      'answers.json',
      'desk-messages.json',
      'invitation.json',
      'log-in-link.json',
      'meeting-cancelled.json',
      'meeting-changed.json',
      'meeting-confirmed.json',
      'meeting-place-free.json',
      'meeting-reminder.json',
      'meeting-waiting.json',
      'new-device.json',
      'partner-asks-reopen.json',
      'partner-colleague.json',
      'partner-invitation.json',
      'partner-last-version.json',
      'partner-reminder.json',
      'partner-reopened.json',
      'partner-sent.json',
      'password-changed.json',
      'password-reset.json',
      'plan-adopted.json',
      'plan-released.json',
      'receipt.json',
      'second-step-changed.json',
      'shared-answers.json',
    ])
    for (const file of files) {
      const email: unknown = JSON.parse(await readFile(file, 'utf8'))
      expect(email).toEqual({ subject: expect.any(String), html: expect.any(String), text: expect.any(String) })
    }
  })

  test('gives pages that are Dutch, have a title, and fetch or measure nothing', async () => {
    for (const name of Object.keys(messages).filter(isTemplate)) {
      const { html } = await compileEmail(name)
      expect(html).toContain('<html lang="nl"')
      expect(html).toMatch(/<title>[^<]+<\/title>/)
      expect(html).not.toMatch(/<img|<link|<script|@import|@font-face|url\(|src=/i)
      expect(html.match(/https?:\/\/[^\s"]+/g)).toEqual(['http://www.w3.org/1999/xhtml'])
      const tables = html.match(/<table[^>]*>/g) ?? []
      expect(tables.length).toBeGreaterThan(0)
      expect(tables.filter((table) => !table.includes('role="presentation"'))).toEqual([])
    }
  })

  test('leaves no address, label or heading of the page out of the text', async () => {
    for (const name of Object.keys(messages).filter(isTemplate)) {
      const { html, text } = await compileEmail(name)
      for (const [, href] of html.matchAll(/href="([^"]+)"/g)) expect(text).toContain(href)
      for (const [, words] of html.matchAll(/<h[12]>([^<]+)<\/h[12]>/g)) expect(text).toContain(words)
      for (const [, words] of html.matchAll(/<p class="label">([^<]+)<\/p>/g)) expect(text).toContain(`${words}:`)
    }
  })

  test('refuses a placeholder that the message does not know', async () => {
    await change('receipt.mjml', '{{lastDay}}', '{{laatsteDag}}')
    await expect(compileEmail('receipt', folder)).rejects.toThrow(
      /receipt\.mjml: .*\{\{laatsteDag\}\}.*doesn't use lastDay/,
    )
  })

  test('refuses a placeholder that is known elsewhere but not inside a point', async () => {
    await change('parts/points.mjml', '{{disposition}}', '{{besluit}}')
    await expect(compileEmail('answers', folder)).rejects.toThrow(/html doesn't use points\.disposition/)
  })

  test('refuses a message that leaves out some of its data', async () => {
    await change('invitation.mjml', '{{role}}', 'collega')
    await expect(compileEmail('invitation', folder)).rejects.toThrow(/html doesn't use role; text doesn't use role/)
  })

  test("refuses a resident's words without escaping", async () => {
    await change('partner-sent.mjml', '{{text}}', '{{{text}}}')
    await expect(compileEmail('partnerSent', folder)).rejects.toThrow()
    await change('receipt.mjml', '{{code}}', '{{&code}}')
    await expect(compileEmail('receipt', folder)).rejects.toThrow(/puts in code without escaping/)
  })

  test('refuses a block that cannot become plain text', async () => {
    const button = '<mj-button href="{{link}}">'
    await change('invitation.mjml', button, `<mj-table><tr><td>los</td></tr></mj-table>${button}`)
    await expect(compileEmail('invitation', folder)).rejects.toThrow(/no words for <mj-table>/)
  })

  test('refuses invalid mjml, a missing partial, and an unknown message', async () => {
    await change('invitation.mjml', '<mj-button ', '<mj-knop ')
    await expect(compileEmail('invitation', folder)).rejects.toThrow()
    await change('receipt.mjml', './parts/head.mjml', './parts/hoofd.mjml')
    await expect(compileEmail('receipt', folder)).rejects.toThrow(/^emails\/receipt\.mjml: .*not there/)
    await change('answers.mjml', './parts/help.mjml', './parts/hulp.mjml')
    await expect(compileEmail('answers', folder)).rejects.toThrow(/^emails\/answers\.mjml: .*not there/)
    await writeFile(path.join(folder, 'nieuwsbrief.mjml'), '<mjml></mjml>')
    await expect(compileEmails(path.join(folder, 'out'), folder)).rejects.toThrow(/nieuwsbrief\.mjml/)
  })

  test('names files in lower case with hyphens', () => {
    expect(fileNameOf('passwordReset')).toBe('password-reset')
    expect(fileNameOf('receipt')).toBe('receipt')
  })
})
