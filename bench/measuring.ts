import { sql } from 'kysely'
import type { Db } from '#db/client.server.ts'

/** When each view arrived at a screen, with its version. */
export type Screen = { version: number; at: number }[]

/** Opens a stream and notes when each view arrives, until it is stopped. Resolves at the first view. */
export async function openScreen(
  url: string,
  headers: Record<string, string>,
  screen: Screen,
  stopping: (() => void)[],
): Promise<void> {
  const abort = new AbortController()
  stopping.push(() => abort.abort())
  const response = await fetch(url, { headers, signal: abort.signal })
  if (!response.ok || !response.body) throw new Error(`no stream: ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  await new Promise<void>((resolve) => {
    const read = async () => {
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return
        text += value
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        for (const event of events) {
          const data = /^event: view\ndata: (.*)$/m.exec(event)?.[1]
          if (!data) continue
          const { version }: { version: number } = JSON.parse(data)
          screen.push({ version, at: performance.now() })
          resolve()
        }
      }
    }
    read().catch(() => {})
  })
}

/** Prints one line of milliseconds: the median, 95 of 100, 99 of 100, the slowest. */
export function print(name: string, times: number[]) {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (part: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1)
  console.log(`  ${name.padEnd(42)} ${at(0.5)} / ${at(0.95)} / ${at(0.99)} / ${at(1)}`)
}

/** Prints how long the database alone takes for the least that an act does: it stores a row and notifies. */
export async function measureStoring(owner: Db, db: Db, runs: number): Promise<void> {
  const took: number[] = []
  await sql`create table bench_row (id int)`.execute(owner)
  for (let run = 0; run < runs; run++) {
    const began = performance.now()
    await db.transaction().execute(async (trx) => {
      await sql`insert into bench_row values (${run}::int)`.execute(trx)
      await sql`select pg_notify('bench', '')`.execute(trx)
    })
    took.push(performance.now() - began)
  }
  console.log('\nfor comparison:')
  print('a row stored and notified, in the database alone', took)
}
