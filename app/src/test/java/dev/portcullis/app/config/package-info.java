/** Tests. */
@NullMarked
package dev.portcullis.app.config;

import org.jspecify.annotations.NullMarked;
