"""What every journey starts from: the five real documents, a demo person for each role, the sign-in form."""

import pytest

from deliverables.demo import DEMO_PASSWORD, DEMO_PEOPLE, create_demo_people
from deliverables.loading import default_folders, load_folders
from ipqt.models import User
from tests.visits import Traffic

ACCOUNTS = {person.account: person for person in DEMO_PEOPLE}


@pytest.fixture
def published(transactional_db):
    """The three programmes as their documents print them, and the demo people."""
    load_folders(default_folders())
    create_demo_people()


@pytest.fixture
def sign_in(page, live_server, published):
    """`sign_in("board", "/sources/")`: asks for an address, is sent to the form, and ends where it wanted."""

    def sign_in(account: str, wanted: str = "/") -> None:
        page.goto(f"{live_server.url}{wanted}")
        page.get_by_label("E-mail address").fill(ACCOUNTS[account].email)
        page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{live_server.url}{wanted}")

    return sign_in


@pytest.fixture
def signed_in(live_server, client, published):
    """`signed_in(context, "board")`: a session without the form, for tests that are about something else."""

    def signed_in(context, account: str) -> None:
        client.force_login(User.objects.get(email=ACCOUNTS[account].email))
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return signed_in


@pytest.fixture
def traffic(page):
    """What the page fetches, from here on."""
    return Traffic(page)
