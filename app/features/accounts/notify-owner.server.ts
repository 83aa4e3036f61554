import { v7 as uuid } from 'uuid'
import { notify } from '#app/features/notifications/notify.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'

type Of = {
  municipalityId: string
  accountId: string
  /** Begin of the site's own address, the only one in these messages. */ baseUrl: string
}

/** To whom a message about an account goes. */
async function owner(trx: Trx, { municipalityId, accountId }: Of) {
  return trx
    .selectFrom('account')
    .innerJoin('municipality', 'municipality.id', 'account.municipalityId')
    .select(['account.name', 'account.email', 'municipality.name as municipality'])
    .where('account.municipalityId', '=', municipalityId)
    .where('account.id', '=', accountId)
    .executeTakeFirstOrThrow()
}

/** Queues a message to the owner: someone logged in on a device that was not known. */
export async function notifyOfNewDevice(
  trx: Trx,
  of: Of,
  { device, deviceId }: { device: string; deviceId: string },
  now: Date,
): Promise<void> {
  const { email, ...who } = await owner(trx, of)
  const data = { ...who, device, at: formatDateTime(now), site: of.baseUrl }
  await notify(trx, {
    municipalityId: of.municipalityId,
    key: `newDevice:${deviceId}`,
    template: 'newDevice',
    to: email,
    data,
    now,
  })
}

/** Queues a message to the owner: the password was changed. */
export async function notifyOfNewPassword(trx: Trx, of: Of, now: Date): Promise<void> {
  const { email, ...who } = await owner(trx, of)
  const data = { ...who, at: formatDateTime(now), site: of.baseUrl }
  await notify(trx, {
    municipalityId: of.municipalityId,
    key: `passwordChanged:${uuid()}`,
    template: 'passwordChanged',
    to: email,
    data,
    now,
  })
}

const secondStepSays = {
  setUp: 'Inloggen in twee stappen staat nu aan voor uw account.',
  ended: 'Inloggen in twee stappen staat nu uit voor uw account.',
  reset:
    'De beheerder heeft inloggen in twee stappen voor uw account gewist. De codes van uw app werken niet meer. U bent overal uitgelogd.',
  newCodes: 'Er zijn nieuwe herstelcodes gemaakt voor uw account. De oude werken niet meer.',
  codeUsed: 'Iemand logde in op uw account met een herstelcode. Die code werkt nu niet meer.',
}

/** Queues a message to the owner: this happened to the second step of the account. */
export async function notifyOfSecondStep(
  trx: Trx,
  of: Of,
  what: keyof typeof secondStepSays,
  now: Date,
): Promise<void> {
  const { email, ...who } = await owner(trx, of)
  const data = { ...who, at: formatDateTime(now), what: secondStepSays[what], site: of.baseUrl }
  await notify(trx, {
    municipalityId: of.municipalityId,
    key: `secondStep:${uuid()}`,
    template: 'secondStepChanged',
    to: email,
    data,
    now,
  })
}
