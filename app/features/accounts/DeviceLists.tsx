import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'

export type OwnSession = { storedId: string; device: string; since: string; isThisOne: boolean }
export type OwnDevice = { id: string; device: string; lastUsed: string; isThisOne: boolean }

/** Where someone is logged in. */
export function SessionList({ sessions }: { sessions: OwnSession[] }) {
  return (
    <section className="sm-sec" aria-labelledby="sessies-kop">
      <div className="sm-sec__head">
        <h2 id="sessies-kop">Waar u bent ingelogd</h2>
        <form method="post">
          <Button variant="danger" small name="act" value="endSessions?which=all" icon="log-out">
            Log overal uit
          </Button>
        </form>
      </div>
      <ul className="acc-list">
        {sessions.map((session) => (
          <li key={session.storedId}>
            <div>
              <p>
                <b>{session.device}</b>{' '}
                {session.isThisOne && (
                  <Tag tone="moss" icon="check">
                    dit apparaat
                  </Tag>
                )}
              </p>
              <p className="soft small">ingelogd op {session.since}</p>
            </div>
            {!session.isThisOne && (
              <form method="post">
                <input type="hidden" name="which" value={session.storedId} />
                <Button variant="quiet" small name="act" value="endSessions">
                  Log uit
                  <span className="vh">
                    {' '}
                    op {session.device}, ingelogd op {session.since}
                  </span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <p className="soft small gap-1">
        <Icon name="info" /> Herkent u een apparaat niet? Log het uit en kies een nieuw wachtwoord.
      </p>
      <p className="soft small">Na 30 dagen logt u overal opnieuw in.</p>
    </section>
  )
}

/** The devices on which others cannot keep someone out. */
export function KnownDevices({ devices }: { devices: OwnDevice[] }) {
  return (
    <section className="sm-sec" aria-labelledby="apparaten-kop">
      <h2 id="apparaten-kop" className="under-1">
        Apparaten die wij kennen
      </h2>
      <p className="soft small">
        Hier komt u altijd binnen met uw wachtwoord, ook als anderen op uw account wachtwoorden proberen. Van een nieuw
        apparaat krijgt u een e-&#8288;mail.
      </p>
      {devices.length === 0 ? (
        <p className="gap-1">Nog geen. Het apparaat waarop u de volgende keer inlogt, komt hier te staan.</p>
      ) : (
        <ul className="acc-list">
          {devices.map((device) => (
            <li key={device.id}>
              <div>
                <p>
                  <b>{device.device}</b>{' '}
                  {device.isThisOne && (
                    <Tag tone="moss" icon="check">
                      dit apparaat
                    </Tag>
                  )}
                </p>
                <p className="soft small">laatst ingelogd op {device.lastUsed}</p>
              </div>
              {!device.isThisOne && (
                <form method="post">
                  <input type="hidden" name="deviceId" value={device.id} />
                  <Button variant="quiet" small name="act" value="forgetDevice">
                    Vergeet
                    <span className="vh">
                      {' '}
                      {device.device}, laatst ingelogd op {device.lastUsed}
                    </span>
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
