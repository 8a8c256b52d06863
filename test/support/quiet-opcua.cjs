// node-opcua logs warnings late, after a test has ended, which makes jest exit 1 with every test green.
require('node-opcua-debug').setWarningLogger(() => {});
