package dev.portcullis.gateway.revocation;

import dev.portcullis.kernel.port.Revocation;
import dev.portcullis.kernel.port.Revocation.Kind;
import dev.portcullis.kernel.port.Revocation.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;

/** A change as a row. */
final class RevocationRow {

  private RevocationRow() {}

  static Map<String, Object> write(Change change, Instant now) {
    var revocation = change.revocation();
    var row = new HashMap<String, Object>();
    row.put("kind", revocation.target().kind().name());
    row.put("issuer", revocation.target().issuer());
    row.put("name", revocation.target().name());
    row.put("issuedBefore", revocation.issuedBefore().toEpochMilli());
    row.put("endsAt", revocation.until().toEpochMilli());
    row.put("why", revocation.why());
    row.put("state", change.state().name());
    row.put("writtenAt", now.toEpochMilli());
    row.put("revision", change.revision());
    return row;
  }

  static Change read(ResultSet row, StatementContext context) throws SQLException {
    var target =
        new Target(
            Kind.valueOf(row.getString("kind")), row.getString("issuer"), row.getString("name"));
    var revocation =
        new Revocation(
            target,
            Instant.ofEpochMilli(row.getLong("issued_before")),
            Instant.ofEpochMilli(row.getLong("ends_at")),
            row.getString("why"));
    return new Change(
        row.getLong("revision"), Change.State.valueOf(row.getString("state")), revocation);
  }
}
