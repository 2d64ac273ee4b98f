/** Contract kits: what every implementation of a port or kind of control is tested with. */
@NullMarked
package dev.portcullis.testkit;

import org.jspecify.annotations.NullMarked;
