import { describe, expect, test } from 'vitest'
import { ConfigProblem, readConfig } from './config.server.ts'

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://u:p@db/saomen',
  SMTP_URL: 'smtps://mail.example',
  SESSION_SECRET: 'x'.repeat(32),
  BASE_URL: 'https://doemee.example/',
}

describe('the environment', () => {
  test('without any variable it is the demo on port 3000 with its own database', () => {
    expect(readConfig({})).toEqual({
      ...{
        mode: 'demo',
        port: 3000,
        host: null,
        trustedProxies: null,
        dataDir: './data',
        databaseUrl: null,
        smtpUrl: null,
        sessionSecret: null,
        baseUrl: null,
      },
    })
  })

  test('production uses the variables, without the slash at the end of an address', () => {
    expect(readConfig({ ...production, PORT: '8080' })).toMatchObject({
      mode: 'production',
      port: 8080,
      baseUrl: 'https://doemee.example',
    })
  })

  test('a proxy is an address or a network, and a list may be written with commas or spaces', () => {
    const { host, trustedProxies } = readConfig({
      ...production,
      HOST: '::1',
      TRUSTED_PROXIES: '192.0.2.1, 10.0.0.0/8 fd00::/8',
    })
    expect({ host, trustedProxies }).toEqual({ host: '::1', trustedProxies: ['192.0.2.1', '10.0.0.0/8', 'fd00::/8'] })
  })

  test('pages come from memory unless that is turned off', () => {
    expect(readConfig({ PAGES_FROM_MEMORY: 'off' }).pagesFromMemory).toBe(false)
    expect(readConfig({ PAGES_FROM_MEMORY: 'on' }).pagesFromMemory).toBe(true)
    expect(() => readConfig({ PAGES_FROM_MEMORY: 'no' })).toThrow(ConfigProblem)
  })

  test('production is refused with everything that is wrong at once', () => {
    const problems = () =>
      readConfig({ ...production, DATABASE_URL: '', SMTP_URL: 'http://mail', SESSION_SECRET: 'kort', PORT: '99999' })
    expect(problems).toThrow(ConfigProblem)
    expect(problems).toThrow(/SMTP_URL moet[^]*DATABASE_URL ontbreekt/)
    try {
      problems()
    } catch (error) {
      const names = error instanceof ConfigProblem ? error.problems.map((problem) => problem.split(' ')[0]).sort() : []
      expect(names).toEqual(['DATABASE_URL', 'PORT', 'SESSION_SECRET', 'SMTP_URL'])
    }
  })

  test.each([
    [{ DATABASE_URL: 'mysql://db' }, /DATABASE_URL moet een adres zijn dat begint met postgres:/],
    [{ BASE_URL: 'doemee.example' }, /BASE_URL/],
    [{ PORT: 'drieduizend' }, /PORT moet een getal zijn/],
    [{ HOST: 'mijn-machine' }, /HOST moet een IP-adres zijn/],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, /TRUSTED_PROXIES moet een lijst zijn/],
    [{ TRUSTED_PROXIES: '10.0.0.1, proxy.intern' }, /TRUSTED_PROXIES moet een lijst zijn/],
  ])('%j is refused', (env, message) => {
    expect(() => readConfig(env)).toThrow(message)
  })
})
