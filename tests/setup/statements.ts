import type pg from 'pg'

/** Lists every statement that is sent over connections of this pool while `act` runs, BEGIN and COMMIT too. */
export async function statementsDuring(pool: pg.Pool, act: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const restore: (() => void)[] = []
  const heard = new Set<pg.PoolClient>()
  const listen = (client: pg.PoolClient) => {
    if (heard.has(client)) return
    heard.add(client)
    const query = client.query
    client.query = (statement: string | { text: string }, ...rest: unknown[]) => {
      sent.push(typeof statement === 'string' ? statement : statement.text)
      return Reflect.apply(query, client, [statement, ...rest])
    }
    restore.push(() => (client.query = query))
  }
  pool.on('acquire', listen)
  try {
    await act()
  } finally {
    pool.off('acquire', listen)
    for (const undo of restore) undo()
  }
  return sent
}
