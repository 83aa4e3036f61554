import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { RoleField, RolesField, TasksField } from './RoleFields.tsx'
import type { usersPage } from './users-page.server.ts'

type PageData = Awaited<ReturnType<typeof usersPage>>
type Account = PageData['accounts'][number]
type Invitation = PageData['invitations'][number]

/** 'Gebruikers': who may come in and as what, who was invited, and the form to invite someone. */
export function UsersPage({ page }: { page: PageData }) {
  const inviting = useForm('inviteAccount')
  const changing = useForm('changeRoles')
  const others = useForm(['resendInvitation', 'revokeInvitation', 'blockAccount', 'unblockAccount', 'resetSecondStep'])
  const answer = inviting.answer ?? changing.answer ?? others.answer
  const summary = [
    ...listedErrors(inviting.errors),
    ...listedErrors(changing.errors, (field) => `wijzig-${field}`),
    ...listedErrors(others.errors),
  ]
  const editingId = changing.answer ? changing.value('accountId') : answer ? null : page.editing
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
          {editing && <EditRoles account={editing} />}
          <Accounts accounts={page.accounts} />
          <Invitations invitations={page.invitations} />
        </div>
        <aside className="sm-col">
          <Invite formKey={page.formKey} beside={editing !== undefined} />
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
                  act="resetSecondStep"
                  of={{ accountId: account.id }}
                  label="Wis tweede stap"
                  whom={`van ${account.name}`}
                />
              )}
              {!account.isSelf && (
                <OneButton
                  act={account.blockedOn ? 'unblockAccount' : 'blockAccount'}
                  of={{ accountId: account.id }}
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
                <OneButton
                  act="resendInvitation"
                  of={{ invitationId: invitation.id }}
                  label="Stuur opnieuw"
                  whom={`naar ${invitation.name}`}
                />
                <OneButton
                  act="revokeInvitation"
                  of={{ invitationId: invitation.id }}
                  label="Trek in"
                  whom={`voor ${invitation.name}`}
                />
              </div>,
            ],
          }))}
        />
      )}
    </section>
  )
}

type OneButtonProps = { act: string; of: Record<string, string>; label: string; whom: string }

/** `of`: about which account or invitation it is. */
function OneButton({ act, of, label, whom }: OneButtonProps) {
  return (
    <form method="post" action={paths.official.users()}>
      {Object.entries(of).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button variant="quiet" small name="act" value={act}>
        {label}
        <span className="vh"> {whom}</span>
      </Button>
    </form>
  )
}

function EditRoles({ account }: { account: Account }) {
  const { answer, errors, values } = useForm('changeRoles')
  return (
    <section className="acc-edit" id="wijzig" aria-labelledby="wijzig-kop">
      <h2 id="wijzig-kop" className="under-1">
        Rollen van {account.name}
      </h2>
      <form method="post" action={paths.official.users()} noValidate>
        <input type="hidden" name="accountId" value={account.id} />
        <div className="sm-row2">
          <RolesField id="wijzig-roles" values={answer ? values('roles') : account.roles} error={errors.roles} />
          <TasksField
            id="wijzig-innerRoles"
            values={answer ? values('innerRoles') : account.innerRoles}
            error={errors.innerRoles}
          />
        </div>
        <div className="gap-2">
          <Buttons>
            <Button variant="primary-action" name="act" value="changeRoles">
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
function Invite({ formKey, beside }: { formKey: string; beside: boolean }) {
  const form = useForm('inviteAccount', { key: formKey })
  return (
    <section className="sm-sec" aria-labelledby="nodig-uit-kop">
      <h2 id="nodig-uit-kop" className="under-3">
        Nodig iemand uit
      </h2>
      <form method="post" action={paths.official.users()} noValidate>
        <input type="hidden" name="key" value={form.value('key')} />
        <TextInput {...form.field('name')} label="Naam" autoComplete="off" />
        <TextInput {...form.field('email')} label="E-mailadres" type="email" autoComplete="off" />
        <RoleField id="role" value={form.value('role')} error={form.errors.role} />
        <TasksField id="innerRoles" values={form.values('innerRoles')} error={form.errors.innerRoles} />
        <p className="gap-3">
          <Button variant={beside ? 'secondary' : 'primary-action'} name="act" value="inviteAccount" icon="mail">
            Verstuur uitnodiging
          </Button>
        </p>
        <p className="soft small gap-1">De uitnodiging werkt 14 dagen en één keer.</p>
      </form>
    </section>
  )
}
