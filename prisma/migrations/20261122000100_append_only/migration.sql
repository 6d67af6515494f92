-- The log and the audit trail can only grow: not even the owner of the tables changes or removes a row by accident.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: it is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER timeline_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "TimelineEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER postmortem_revision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "PostmortemRevision"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Numbers the live events, so that a browser that reconnects can say which one it saw last.
CREATE SEQUENCE live_event_id;
