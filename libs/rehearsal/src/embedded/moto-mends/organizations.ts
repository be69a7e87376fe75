/** What moto does differently from AWS Organizations, and what a rehearsal needs of it. */
export const ORGANIZATIONS_MENDS = `
@mend
def ids_as_told():
    """
    moto draws the ids of units and accounts by lot, as AWS does. A rehearsal's data names them already: the tag
    rehearsal:id says which one is to be given.
    """
    from moto.organizations.models import FakeAccount, FakeOrganizationalUnit

    def told(init):
        def make(self, organization, **kwargs):
            tags = kwargs.get("Tags") or []
            ids = [tag["Value"] for tag in tags if tag["Key"] == "rehearsal:id"]
            kwargs["Tags"] = [tag for tag in tags if tag["Key"] != "rehearsal:id"]
            init(self, organization, **kwargs)
            if ids:
                self.id = ids[0]

        return make

    FakeAccount.__init__ = told(FakeAccount.__init__)
    FakeOrganizationalUnit.__init__ = told(FakeOrganizationalUnit.__init__)


@mend
def addresses_are_unique():
    """AWS makes no second account with an address: it says so in the status of the request."""
    from moto.organizations.models import OrganizationsBackend
    from moto.organizations.utils import make_random_create_account_status_id

    create = OrganizationsBackend.create_account

    def create_unique(self, **kwargs):
        if any(account.email == kwargs["Email"] for account in self.accounts):
            return {
                "CreateAccountStatus": {
                    "Id": make_random_create_account_status_id(),
                    "AccountName": kwargs["AccountName"],
                    "State": "FAILED",
                    "FailureReason": "EMAIL_ALREADY_EXISTS",
                }
            }
        return create(self, **kwargs)

    OrganizationsBackend.create_account = create_unique
`.trim();
