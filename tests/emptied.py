"""One PostgreSQL database for many tests, one after another: as it was made, in a few milliseconds. Makes no tables."""

import psycopg
from psycopg import sql

_END_EVERY_OTHER = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_COUNTED = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


class Emptied:
    """A migrated database at `url`. What the migrations put into it stays."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = self._open()
        reset = f"ALTER DATABASE {self._connection.info.dbname} RESET ALL"
        self._all = ";".join([_END_EVERY_OTHER, *self._refilled(), *self._counted_anew(), reset])

    def again(self) -> None:
        """Take out every row a test left, and end whoever it left behind with a lock on one."""
        try:
            self._connection.execute(self._all)
        except psycopg.OperationalError:  # a test ended every connection there was, this one too
            self._connection.close()
            self._connection = self._open()
            self._connection.execute(self._all)

    def close(self) -> None:
        self._connection.close()

    def _open(self) -> psycopg.Connection:
        connection = psycopg.connect(self.url, autocommit=True)
        connection.execute("SET session_replication_role = replica")  # in any order: no reference is checked
        return connection

    def _refilled(self) -> list[str]:
        """What empties each table and puts back the rows it was made with, from a copy beside it."""
        self._connection.execute("CREATE SCHEMA made")
        statements = []
        for (name,) in self._connection.execute(_TABLES).fetchall():
            table = sql.Identifier(name)
            statements.append(sql.SQL("DELETE FROM {0}").format(table))
            if self._connection.execute(sql.SQL("SELECT FROM {0} LIMIT 1").format(table)).rowcount:
                self._connection.execute(sql.SQL("CREATE TABLE made.{0} AS TABLE {0}").format(table))
                statements.append(sql.SQL("INSERT INTO {0} SELECT * FROM made.{0}").format(table))
        return [statement.as_string() for statement in statements]

    def _counted_anew(self) -> list[str]:
        counted = self._connection.execute(_COUNTED).fetchall()
        return [f"SELECT setval('\"{name}\"', {last or 1}, {last is not None})" for name, last in counted]
