import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary, type FormError } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { RoleField, RolesField, TasksField } from './RoleFields.tsx'
import type { UsersAnswer, usersPage } from './users-page.server.ts'

type PageData = Awaited<ReturnType<typeof usersPage>>
type Account = PageData['accounts'][number]
type Invitation = PageData['invitations'][number]

/** 'Gebruikers': who may come in and as what, who was invited, and the form to invite someone. */
export function UsersPage({ page, answer }: { page: PageData; answer?: UsersAnswer }) {
  const errors = answer?.errors ?? {}
  const idOf = (field: string) => (answer?.intent === 'roles' ? `wijzig-${field}` : field)
  const summary: FormError[] = Object.entries(errors).map(([field, message]) => ({
    field: field ? idOf(field) : undefined,
    message,
  }))
  const editingId = answer?.intent === 'roles' ? answer.values.id?.[0] : answer ? null : page.editing
  const editing = page.accounts.find(({ id }) => id === editingId)
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <ErrorSummary errors={summary} kept="Wat u hebt ingevuld, staat er nog." />
        <h1>Gebruikers</h1>
        {page.done && !answer && (
          <Notice kind="success" live>
            {page.done}
          </Notice>
        )}
      </div>
      <div className="cols">
        <div className="sm-col">
          {editing && <EditRoles account={editing} answer={answer?.intent === 'roles' ? answer : undefined} />}
          <Accounts accounts={page.accounts} />
          <Invitations invitations={page.invitations} />
        </div>
        <aside className="sm-col">
          <Invite
            formKey={page.formKey}
            answer={answer?.intent === 'invite' ? answer : undefined}
            beside={editing !== undefined}
          />
        </aside>
      </div>
    </Page>
  )
}

function Accounts({ accounts }: { accounts: Account[] }) {
  return (
    <section className="sm-sec acc-table" aria-labelledby="accounts-kop">
      <div className="sm-sec__head">
        <h2 id="accounts-kop">Accounts</h2>
        <p className="soft small">{accounts.length === 1 ? '1 account' : `${accounts.length} accounts`}</p>
      </div>
      <ResponsiveTable
        caption="Accounts van deze gemeente"
        columns={[{ label: 'Wie' }, { label: 'Rollen' }, { label: 'Doen' }]}
        rows={accounts.map((account) => ({
          key: account.id,
          cells: [
            <>
              <span className="acc-name">{account.name}</span> {account.isSelf && <Tag>uzelf</Tag>}
              <br />
              <span className="acc-mail soft small regular">{account.email}</span>
            </>,
            <>
              <p>{account.says}</p>
              {account.hasSecondStep && (
                <Tag tone="moss" icon="check">
                  twee stappen
                </Tag>
              )}
              {account.blockedOn && (
                <Tag tone="brick" icon="ban">
                  geblokkeerd op {account.blockedOn}
                </Tag>
              )}
            </>,
            <div key="doen" className="sm-acts acc-acts">
              <a
                className="utrecht-button utrecht-button--quiet utrecht-button--small"
                href={`?wijzig=${account.id}#wijzig`}
              >
                Wijzig rollen<span className="vh"> van {account.name}</span>
              </a>
              {account.hasSecondStep && !account.isSelf && (
                <OneButton
                  intent="resetSecondStep"
                  id={account.id}
                  label="Wis tweede stap"
                  whom={`van ${account.name}`}
                />
              )}
              {!account.isSelf && (
                <OneButton
                  intent={account.blockedOn ? 'unblock' : 'block'}
                  id={account.id}
                  label={account.blockedOn ? 'Deblokkeer' : 'Blokkeer'}
                  whom={account.name}
                />
              )}
            </div>,
          ],
        }))}
      />
    </section>
  )
}

function Invitations({ invitations }: { invitations: Invitation[] }) {
  return (
    <section className="sm-sec acc-table" aria-labelledby="uitnodigingen-kop">
      <h2 id="uitnodigingen-kop" className="under-1">
        Open uitnodigingen
      </h2>
      {invitations.length === 0 ? (
        <Empty title="Er staat geen uitnodiging open" level={3}>
          Wie u uitnodigt, staat hier tot de uitnodiging is aangenomen.
        </Empty>
      ) : (
        <ResponsiveTable
          caption="Open uitnodigingen"
          columns={[{ label: 'Wie' }, { label: 'Rol en termijn' }, { label: 'Doen' }]}
          rows={invitations.map((invitation) => ({
            key: invitation.id,
            cells: [
              <>
                <span className="acc-name">{invitation.name}</span>
                <br />
                <span className="acc-mail soft small regular">{invitation.email}</span>
              </>,
              <>
                <p>{invitation.says}</p>
                {invitation.expired ? (
                  <Tag tone="amber" icon="clock">
                    verlopen op {invitation.until}
                  </Tag>
                ) : (
                  <p className="soft small">werkt tot {invitation.until}</p>
                )}
              </>,
              <div key="doen" className="sm-acts acc-acts">
                <OneButton intent="resend" id={invitation.id} label="Stuur opnieuw" whom={`naar ${invitation.name}`} />
                <OneButton intent="revoke" id={invitation.id} label="Trek in" whom={`voor ${invitation.name}`} />
              </div>,
            ],
          }))}
        />
      )}
    </section>
  )
}

function OneButton({ intent, id, label, whom }: { intent: string; id: string; label: string; whom: string }) {
  return (
    <form method="post" action={paths.official.users()}>
      <input type="hidden" name="id" value={id} />
      <Button variant="quiet" small name="intent" value={intent}>
        {label}
        <span className="vh"> {whom}</span>
      </Button>
    </form>
  )
}

function EditRoles({ account, answer }: { account: Account; answer?: UsersAnswer }) {
  return (
    <section className="acc-edit" id="wijzig" aria-labelledby="wijzig-kop">
      <h2 id="wijzig-kop" className="under-1">
        Rollen van {account.name}
      </h2>
      <form method="post" action={paths.official.users()} noValidate>
        <input type="hidden" name="id" value={account.id} />
        <div className="sm-row2">
          <RolesField
            id="wijzig-roles"
            values={answer ? (answer.values.roles ?? []) : account.roles}
            error={answer?.errors.roles}
          />
          <TasksField
            id="wijzig-innerRoles"
            values={answer ? (answer.values.innerRoles ?? []) : account.innerRoles}
            error={answer?.errors.innerRoles}
          />
        </div>
        <div className="gap-2">
          <Buttons>
            <Button variant="primary-action" name="intent" value="roles">
              Bewaar rollen
            </Button>
            <GoLink href={paths.official.users()} plain>
              Laat zo
            </GoLink>
          </Buttons>
        </div>
      </form>
    </section>
  )
}

/** `beside`: another form is what this visit is about, so its button is the filled one. */
function Invite({ formKey, answer, beside }: { formKey: string; answer?: UsersAnswer; beside: boolean }) {
  const value = (name: string) => answer?.values[name]?.[0]
  return (
    <section className="sm-sec" aria-labelledby="nodig-uit-kop">
      <h2 id="nodig-uit-kop" className="under-3">
        Nodig iemand uit
      </h2>
      <form method="post" action={paths.official.users()} noValidate>
        <input type="hidden" name="key" value={value('key') || formKey} />
        <TextInput
          name="name"
          label="Naam"
          autoComplete="off"
          defaultValue={value('name')}
          error={answer?.errors.name}
        />
        <TextInput
          name="email"
          label="E-mailadres"
          type="email"
          autoComplete="off"
          defaultValue={value('email')}
          error={answer?.errors.email}
        />
        <RoleField id="role" value={value('role')} error={answer?.errors.role} />
        <TasksField id="innerRoles" values={answer?.values.innerRoles ?? []} error={answer?.errors.innerRoles} />
        <p className="gap-3">
          <Button variant={beside ? 'secondary' : 'primary-action'} name="intent" value="invite" icon="mail">
            Verstuur uitnodiging
          </Button>
        </p>
        <p className="soft small gap-1">De uitnodiging werkt 14 dagen en één keer.</p>
      </form>
    </section>
  )
}
