/** What the one configuration file says: flat collections of named objects that refer by name. */
@NullMarked
package dev.portcullis.app.config;

import org.jspecify.annotations.NullMarked;
