"""The database itself refuses to alter or remove a row of the history.

The one exception is what the foreign key does when a programme is removed: its rows stay, without a programme.
"""

from django.db import migrations

TABLE = "deliverables_change"
COLUMNS = ("id", "at", "user_id", "actor", "action", "record", "key", "before", "after", "why")
REFUSED = "The history is only ever added to."

SQLITE = [
    f"""
    CREATE TRIGGER change_not_altered BEFORE UPDATE ON {TABLE}
    WHEN NEW.programme_id IS NOT NULL OR {" OR ".join(f'NEW."{c}" IS NOT OLD."{c}"' for c in COLUMNS)}
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    f"""
    CREATE TRIGGER change_not_removed BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
]
SQLITE_BACK = ["DROP TRIGGER change_not_altered", "DROP TRIGGER change_not_removed"]

POSTGRESQL = [
    f"""
    CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER change_not_altered BEFORE UPDATE ON {TABLE} FOR EACH ROW
    WHEN (NEW.programme_id IS NOT NULL OR {" OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in COLUMNS)})
    EXECUTE FUNCTION refuse_change_of_history()
    """,
    f"""
    CREATE TRIGGER change_not_removed BEFORE DELETE ON {TABLE} FOR EACH ROW
    EXECUTE FUNCTION refuse_change_of_history()
    """,
]
POSTGRESQL_BACK = [
    f"DROP TRIGGER change_not_altered ON {TABLE}",
    f"DROP TRIGGER change_not_removed ON {TABLE}",
    "DROP FUNCTION refuse_change_of_history()",
]

FORTH = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def run(statements):
    def on_this_database(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return on_this_database


class Migration(migrations.Migration):
    dependencies = [("deliverables", "0004_calendar_keys_and_told_answers")]

    operations = [migrations.RunPython(run(FORTH), run(BACK))]
