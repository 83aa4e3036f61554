import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claim, currentClaim } from './claim.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'saomen-claim-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const inUse = () => path.join(folder, 'in-use.json')
const leaveBehind = (claim: object | string) =>
  writeFileSync(inUse(), typeof claim === 'string' ? claim : JSON.stringify(claim))

/** No process has this number: Linux gives out four million at most. */
const DEAD = 2 ** 30

/** Starts a process that claims the folder, notes when it entered and left, and releases the claim. */
function visitor(): Promise<number> {
  const code = `
    import { appendFileSync } from 'node:fs'
    import { claim } from ${JSON.stringify(path.join(import.meta.dirname, 'claim.ts'))}
    const release = await claim(${JSON.stringify(folder)}, 'command')
    appendFileSync(${JSON.stringify(path.join(folder, 'log'))}, process.pid + ' in\\n')
    await new Promise((resolve) => setTimeout(resolve, 5))
    appendFileSync(${JSON.stringify(path.join(folder, 'log'))}, process.pid + ' out\\n')
    release()`
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => child.once('close', (exit) => resolve(exit ?? 1)))
}

describe('one process at a time has the data folder', () => {
  test.each([
    ['nobody had it', null],
    ['a killed process left its claim', { pid: DEAD, born: '1', role: 'start' }],
    ['a claim was cut off while it was written', '{"pid":'],
    ['the file is empty', ''],
  ])('eight processes at once take turns: %s', async (_, left) => {
    if (left !== null) leaveBehind(left)
    expect(await Promise.all(Array.from({ length: 8 }, visitor))).toEqual(Array(8).fill(0))
    const log = readFileSync(path.join(folder, 'log'), 'utf8').trimEnd().split('\n')
    expect(log).toHaveLength(16)
    for (let at = 0; at < log.length; at += 2) {
      expect(log[at + 1]).toBe(log[at]?.replace(' in', ' out'))
    }
    expect(readdirSync(folder), 'nothing is left behind').toEqual(['log'])
  })

  test('while an installation has the folder, another learns which process that is', async () => {
    const release = await claim(folder, 'start')
    expect(currentClaim(folder)).toMatchObject({ pid: process.pid, role: 'start' })
    await expect(claim(folder, 'start')).rejects.toThrow(
      `Er draait al een Saomen met de gegevens in ${folder} (proces ${process.pid})`,
    )
    release()
    expect(currentClaim(folder)).toBeNull()
  })

  test('while a command has the folder, a process that waits too long is refused, and learns once what it waits for', async () => {
    const release = await claim(folder, 'command')
    const heard: number[] = []
    const second = claim(folder, 'command', { patienceMs: 120, onWait: ({ pid }) => heard.push(pid) })
    await expect(second).rejects.toMatchObject({ name: 'DataInUse', role: 'command' })
    expect(heard).toEqual([process.pid])
    release()
  })

  test('a process number that is used again does not count as the earlier process', () => {
    leaveBehind({ pid: process.pid, born: 'another time', role: 'start' })
    expect(currentClaim(folder)).toBeNull()
  })

  test('releasing a claim leaves the claim of another process in place', async () => {
    const release = await claim(folder, 'start')
    leaveBehind({ pid: process.ppid, born: '', role: 'command' })
    release()
    expect(currentClaim(folder)).toMatchObject({ pid: process.ppid })
  })
})
