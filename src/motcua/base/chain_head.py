"""The database itself moves a stream's head on as an event is written: one statement less in every action."""

from motcua.base.guards import Guard

HEAD_FOLLOWS = Guard(
    sqlite=(
        """
        CREATE TRIGGER base_stream_follows AFTER INSERT ON base_event
        BEGIN
          UPDATE base_stream SET number = NEW.number, hash = NEW.hash
          WHERE code = NEW.stream AND number = NEW.number - 1;
        END
        """,
    ),
    postgresql=(
        """
        CREATE FUNCTION base_stream_follows() RETURNS trigger AS $$
        BEGIN
          UPDATE base_stream SET number = NEW.number, hash = NEW.hash
          WHERE code = NEW.stream AND number = NEW.number - 1;
          RETURN NULL;
        END $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER base_stream_follows AFTER INSERT ON base_event
        FOR EACH ROW EXECUTE FUNCTION base_stream_follows()
        """,
    ),
)
