@NullMarked
package dev.portcullis.monitoring.usage;

import org.jspecify.annotations.NullMarked;
