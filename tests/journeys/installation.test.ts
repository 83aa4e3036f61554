import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ended, saomen, script, startSaomen, type Started } from '../setup/command.ts'

let dataDir = ''
const running: Started[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-installation-'))
  await chmod(dataDir, 0o755)
})
afterEach(async () => {
  for (const { kill, done } of running.splice(0)) {
    kill('SIGTERM')
    await done
  }
  await rm(dataDir, { recursive: true, force: true })
})

/** A site on the data of this test, ended after it. */
async function start(...args: string[]): Promise<Started> {
  const site = await startSaomen({ DATA_DIR: dataDir, PORT: '0' }, args)
  running.push(site)
  return site
}

const titleOf = async (url: string) => /<h1[^>]*>([^<]*)/.exec(await (await fetch(url)).text())?.[1]
const HOME = 'Waar kunt u nu over meedenken?'

/** Tries again until the database, which restarts by itself, answers. */
async function homeComesBack(url: string) {
  for (let tries = 0; tries < 100; tries++) {
    if ((await titleOf(url).catch(() => undefined)) === HOME) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the page did not come back')
}

describe('an administrator with one command', () => {
  test('gets a site with a demo, and the data survive every way of ending', async () => {
    const create = () => saomen(['traject', 'create', 'zwembad', '--titel', 'Zwembad'], { DATA_DIR: dataDir })
    const first = await start()
    expect(await titleOf(first.url)).toBe(HOME)
    expect(await create(), 'a command works beside a running site').toMatchObject({ code: 0 })

    const refused = await ended(script('start.ts', [], { DATA_DIR: dataDir, PORT: '0' }))
    expect(refused.code, 'a second site on the same data is refused').toBe(1)
    expect(refused.stderr).toMatch(/Er draait al een Saomen met de gegevens in .*\(proces \d+\)/)

    const postmaster = Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
    process.kill(postmaster, 'SIGKILL')
    await homeComesBack(first.url)

    first.kill('SIGKILL')
    await first.done
    const again = await start()
    expect(await titleOf(again.url)).toBe(HOME)
    expect((await create()).stderr, 'it is still there').toMatch(/is al van een ander traject/)

    again.kill('SIGTERM')
    const { code, stdout } = await again.done
    expect(code).toBe(0)
    expect(stdout).toMatch(/Inloggen in de voorbeeldgemeente, wachtwoord \S+:\n {2}beheer@borger-odoorn\.example/)
  })

  test('gets pages that follow the code while developing', async () => {
    const { url } = await start('--dev')
    const page = await (await fetch(url)).text()
    expect(/<h1[^>]*>([^<]*)/.exec(page)?.[1]).toBe(HOME)
    const styles = /<link rel="stylesheet" href="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(await (await fetch(new URL(styles, url))).text(), 'the styles of the page').toContain('--water')
  })

  test('can use the command line alone: it brings the database up and takes it down', async () => {
    const municipality = ['municipality', 'create', 'assen', '--naam', 'Assen', '--email', 'post@assen.example']
    expect(await saomen(municipality, { DATA_DIR: dataDir })).toMatchObject({ code: 0 })
    const both = await Promise.all(
      ['eerste', 'tweede'].map((slug) =>
        saomen(['traject', 'create', slug, '--titel', 'Traject'], { DATA_DIR: dataDir }),
      ),
    )
    expect(
      both.map(({ code }) => code),
      'two at once take turns',
    ).toEqual([0, 0])
    expect(both[0]?.stderr).toContain('Traject eerste is gemaakt.\n')
    expect(both[1]?.stderr).toContain('Traject tweede is gemaakt.\n')
    await expect(readFile(path.join(dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow(/ENOENT/)
  })

  test('works in a folder that only the owner may enter', async () => {
    await chmod(dataDir, 0o700)
    const inside = { DATA_DIR: path.join(dataDir, 'in') }
    expect(await saomen(['migrate'], inside)).toMatchObject({ code: 0 })
    expect(await saomen(['migrate'], inside), 'and again').toMatchObject({ code: 0 })
  })

  test('is told when the database cannot start, and the command ends', async () => {
    expect(await saomen(['migrate'], { DATA_DIR: dataDir })).toMatchObject({ code: 0 })
    await writeFile(path.join(dataDir, 'postgres', 'PG_VERSION'), '9')
    const { code, stderr } = await saomen(['migrate'], { DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(stderr).toContain(`PostgreSQL startte niet; zie ${path.join(dataDir, 'postgres.log')}`)
  })

  test('is told all at once what production still needs', async () => {
    const env = { NODE_ENV: 'production', DATA_DIR: dataDir, SESSION_SECRET: 'kort', PORT: 'x' }
    const { code, stderr } = await ended(script('start.ts', [], env))
    expect(code).toBe(1)
    for (const problem of [
      'DATABASE_URL ontbreekt',
      'SMTP_URL ontbreekt',
      'BASE_URL ontbreekt',
      'SESSION_SECRET moet',
      'PORT moet',
    ]) {
      expect(stderr).toContain(problem)
    }
  })
})
