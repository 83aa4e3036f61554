import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emailFolders } from './folders.ts'
import { loadEmail } from './load.ts'

let house = ''
let folders = emailFolders()
const built = { subject: 'gebouwd', html: 'gebouwd', text: 'gebouwd' }

beforeEach(async () => {
  house = await mkdtemp(path.join(tmpdir(), 'emails-'))
  const here = emailFolders().sources
  folders = { sources: path.join(house, 'emails'), compiled: path.join(house, 'build', 'emails') }
  await cp(here, folders.sources, { recursive: true, filter: (file) => !file.endsWith('.ts') })
  await mkdir(folders.compiled, { recursive: true })
})
afterEach(() => rm(house, { recursive: true }))

const build = () => writeFile(path.join(folders.compiled, 'invitation.json'), JSON.stringify(built))
const touch = (file: string, when: Date) => utimes(path.join(folders.sources, file), when, when)
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

test('the built message is used', async () => {
  await build()
  expect(await loadEmail('invitation', folders)).toEqual(built)
})

test('the built message is used where the sources were not installed', async () => {
  await build()
  await rm(folders.sources, { recursive: true })
  expect(await loadEmail('invitation', folders)).toEqual(built)
})

test('without a build the message is compiled when it is needed', async () => {
  expect((await loadEmail('invitation', folders)).subject).toContain('Uitnodiging')
})

test('a change after the build is seen, in the message and in what messages share', async () => {
  await build()
  await touch('invitation.mjml', later(1))
  expect((await loadEmail('invitation', folders)).subject).toContain('Uitnodiging')
  await build()
  await utimes(path.join(folders.compiled, 'invitation.json'), later(2), later(2))
  await touch('parts/footer.mjml', later(3))
  expect((await loadEmail('invitation', folders)).subject).toContain('Uitnodiging')
})

test('a mistake in a message is reported, and the message works once it is mended', async () => {
  const file = path.join(folders.sources, 'invitation.mjml')
  await writeFile(file, '<mjml><mj-body></mj-body></mjml>')
  await expect(loadEmail('invitation', folders)).rejects.toThrow('no subject')
  await cp(path.join(emailFolders().sources, 'invitation.mjml'), file)
  expect((await loadEmail('invitation', folders)).subject).toContain('Uitnodiging')
})
