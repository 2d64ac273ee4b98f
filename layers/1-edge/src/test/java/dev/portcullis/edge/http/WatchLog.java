package dev.portcullis.edge.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.portcullis.edge.tls.CertificateWatch;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the watch over certificates logs, while this is open. */
final class WatchLog implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger(CertificateWatch.class);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  private WatchLog() {}

  static WatchLog open() {
    var log = new WatchLog();
    log.events.start();
    log.logger.addAppender(log.events);
    return log;
  }

  List<String> warnings() {
    return List.copyOf(events.list).stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(events);
  }
}
